/** Last sounds of the spoken numbers, as the ablative suffix that follows them. */
const AFTER_UNIT = ['dan', 'den', 'den', 'ten', 'ten', 'ten', 'dan', 'den', 'den', 'dan'] as const
const AFTER_TEN = ['dan', 'dan', 'den', 'dan', 'tan', 'den'] as const

/** “13:41’den”, “14:00’ten”: the suffix follows how the last number is spoken; a full hour is spoken as the hour. */
export function withAblative(clock: string): string {
  const parts = clock.split(':').map(Number)
  const last = parts.at(-1) ?? 0
  const spoken = last === 0 && parts.length === 2 ? (parts[0] ?? 0) : last
  return `${clock}’${suffixOf(spoken)}`
}

function suffixOf(spoken: number): string {
  if (spoken % 10 !== 0 || spoken === 0) return AFTER_UNIT[spoken % 10] ?? 'den'
  return AFTER_TEN[Math.floor(spoken / 10)] ?? 'den'
}
