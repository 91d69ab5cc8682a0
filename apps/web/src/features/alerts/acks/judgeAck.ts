import type { Acknowledgement } from '@nobet/contracts'

/** So soon before its end an acknowledgement is worth a look. */
const ENDING_MS = 30 * 60_000
/** So long on one alert, and whoever took it may have forgotten. */
const LONG_MS = 8 * 60 * 60_000

/** `ms`: until the end, or since it was taken. */
export type AckVerdict = { readonly kind: 'held' } | { readonly kind: 'ending' | 'long'; readonly ms: number }

/** Whether an acknowledgement looks forgotten. */
export function judgeAck(ack: Pick<Acknowledgement, 'at' | 'until'> | undefined, now: number): AckVerdict {
  if (ack === undefined) return { kind: 'held' }
  const left = ack.until === undefined ? Infinity : Date.parse(ack.until) - now
  if (left <= ENDING_MS) return { kind: 'ending', ms: Math.max(0, left) }
  const held = now - Date.parse(ack.at)
  return held >= LONG_MS ? { kind: 'long', ms: held } : { kind: 'held' }
}
