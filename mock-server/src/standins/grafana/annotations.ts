import * as z from 'zod/mini'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { parseJson } from '../http/parseJson.ts'
import { readBody } from '../http/readBody.ts'
import { fail, ok } from './answers.ts'
import { readTime } from './readTimeRange.ts'

/** Past it the oldest goes. */
export const ANNOTATIONS_MAX = 10_000
const LIMIT_DEFAULT = 100

const NewAnnotation = z.object({
  dashboardUID: z.optional(z.string()),
  panelId: z.optional(z.int()),
  time: z.optional(z.int()),
  timeEnd: z.optional(z.int()),
  tags: z._default(z.array(z.string()), []),
  text: z.string().check(z.minLength(1)),
  data: z.optional(z.record(z.string(), z.unknown())),
})

interface Annotation {
  id: number
  dashboardUID: string
  panelId: number
  userId: number
  userName: string
  time: number
  timeEnd: number
  text: string
  tags: string[]
  data: Record<string, unknown>
}

export interface Annotations {
  create(call: Call): Promise<Answer>
  list(query: URLSearchParams): Answer
}

/** `/api/annotations`: kept in memory, newest first. */
export function createAnnotations(now: () => number): Annotations {
  const kept: Annotation[] = []
  let lastId = 0
  return {
    async create({ incoming }) {
      const body = await readBody(incoming)
      const parsed = NewAnnotation.safeParse(Buffer.isBuffer(body) ? parseJson(body.toString()) : undefined)
      if (!parsed.success) return fail(400, 'Failed to save annotation')
      const { dashboardUID = '', panelId = 0, time = now(), timeEnd = time, data = {}, tags, text } = parsed.data
      lastId += 1
      kept.push({ id: lastId, dashboardUID, panelId, userId: 1, userName: '', time, timeEnd, text, tags, data })
      if (kept.length > ANNOTATIONS_MAX) kept.shift()
      return ok({ message: 'Annotation added', id: lastId })
    },
    list(query) {
      const limit = Number(query.get('limit') ?? '') || LIMIT_DEFAULT
      const wanted = kept.filter((one) => isWanted(one, query, now()))
      return ok(wanted.toSorted((a, b) => b.timeEnd - a.timeEnd || b.id - a.id).slice(0, limit))
    },
  }
}

/** A region counts when it overlaps the asked time; tags are all needed unless `matchAny`. */
function isWanted(one: Annotation, query: URLSearchParams, nowMs: number): boolean {
  const from = readTime(query.get('from') ?? '0', nowMs) ?? 0
  const to = readTime(query.get('to') ?? '', nowMs) ?? Number.POSITIVE_INFINITY
  const tags = query.getAll('tags')
  const has = (tag: string) => one.tags.includes(tag)
  return (
    one.timeEnd >= from &&
    one.time <= to &&
    [null, '', one.dashboardUID].includes(query.get('dashboardUID')) &&
    [null, '', '0', String(one.panelId)].includes(query.get('panelId')) &&
    query.get('type') !== 'alert' &&
    (tags.length === 0 || (query.get('matchAny') === 'true' ? tags.some(has) : tags.every(has)))
  )
}
