import * as z from 'zod/mini'
import { type Block, createBlock } from './block.ts'

const Peek = z.tuple([z.string(), z.number(), z.string(), z.number(), z.number(), z.string(), z.number()])
const Appended = z.tuple([z.literal('ok'), z.number(), z.number(), z.number(), z.number(), z.string()], z.number())
const Refused = z.tuple([z.enum(['epoch', 'behind', 'fenced'])])
const StreamEntries = z.array(z.tuple([z.string(), z.array(z.string())]))
const StreamReading = z.nullable(z.array(z.tuple([z.string(), StreamEntries])))

/** What the log says of itself. `epoch` is empty when there is no log; `time` is Redis' own, in milliseconds. */
export interface LogMeta {
  readonly epoch: string
  readonly head: number
  readonly chain: string
  readonly first: number
  readonly begin: number
  readonly previous: string
  readonly time: number
}

export type AppendReply =
  | {
      readonly kind: 'ok'
      readonly base: number
      readonly head: number
      readonly first: number
      readonly time: number
      readonly previous: string
      /** Index in the batch → the offset of its first. */
      readonly duplicates: ReadonlyMap<number, number>
    }
  | { readonly kind: 'epoch' | 'behind' | 'fenced' }

export function readMeta(reply: unknown): LogMeta {
  const [epoch, head, chain, first, begin, previous, time] = Peek.parse(reply)
  return { epoch, head, chain, first, begin, previous, time }
}

export function readAppended(reply: unknown): AppendReply {
  const appended = Appended.safeParse(reply)
  if (!appended.success) return { kind: Refused.parse(reply)[0] }
  const [, base, head, first, time, previous, ...pairs] = appended.data
  const duplicates = new Map<number, number>()
  for (let at = 0; at + 1 < pairs.length; at += 2) duplicates.set(pairs[at] ?? 0, pairs[at + 1] ?? 0)
  return { kind: 'ok', base, head, first, time, previous, duplicates }
}

export interface BlockContext {
  readonly epoch: string
  /** Monotonic milliseconds. */
  readonly arrivedAt: number
}

/** The blocks of an `XREAD` of one stream; none when nothing came. */
export function readStream(reply: unknown, context: BlockContext): readonly Block[] {
  return (StreamReading.parse(reply) ?? []).flatMap(([, entries]) => entries.map((entry) => toBlock(entry, context)))
}

/** The blocks of an `XRANGE`, in the order they came. */
export function readRange(reply: unknown, context: BlockContext): readonly Block[] {
  return StreamEntries.parse(reply).map((entry) => toBlock(entry, context))
}

function toBlock([id, list]: z.infer<typeof StreamEntries>[number], context: BlockContext): Block {
  const last = Number.parseInt(id, 10)
  const fields = new Map<string, string>()
  for (let at = 0; at + 1 < list.length; at += 2) fields.set(list[at] ?? '', list[at + 1] ?? '')
  const field = (name: string) => {
    const value = fields.get(name)
    if (value === undefined) throw new Error(`entry ${id} of the event log has no field ${name}`)
    return value
  }
  const first = last - Number(field('n')) + 1
  const marks = { chain: field('c'), previous: field('p'), loggedAt: Number(field('t')) }
  return createBlock({ first, last, ...marks, lines: field('e'), ...context })
}
