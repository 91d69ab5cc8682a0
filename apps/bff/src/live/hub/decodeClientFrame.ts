import { ClientFrame, parseWith } from '@nobet/contracts'

export type DecodedFrame =
  | { readonly kind: 'frame'; readonly frame: ClientFrame }
  /** `op` when it is one of ours with wrong fields; `id` when the message had a usable one. */
  | {
      readonly kind: 'bad'
      readonly op: ClientFrame['op'] | undefined
      readonly id: string | number | undefined
      readonly message: string
    }

const OPS: readonly ClientFrame['op'][] = ['hello', 'subscribe', 'unsubscribe', 'ping', 'receipt']
const SHOWN_FAULTS = 3

/** One inbound text message to a typed frame; never throws, whatever the text. */
export function decodeClientFrame(text: string): DecodedFrame {
  const json = readJson(text)
  if (!isRecord(json)) return { kind: 'bad', op: undefined, id: undefined, message: 'expected a JSON object' }
  const op = OPS.find((known) => known === json['op'])
  const id = toFrameId(json['id'])
  if (op === undefined) return { kind: 'bad', op, id, message: `unknown op; expected one of ${OPS.join(', ')}` }
  const parsed = parseWith(ClientFrame, json)
  if (parsed.ok) return { kind: 'frame', frame: parsed.value }
  const faults = parsed.faults.slice(0, SHOWN_FAULTS).map(({ path, expected }) => `${path}: ${expected}`)
  return { kind: 'bad', op, id, message: faults.join('; ') }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ID_CHARS_MAX = 128
const toFrameId = (id: unknown): string | number | undefined =>
  typeof id === 'number' || (typeof id === 'string' && id.length <= ID_CHARS_MAX) ? id : undefined
