const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
}

/** Epoch milliseconds of `1700000000000`, `now`, `now-6h`; `undefined` for anything else. */
export function readTime(given: string | number, nowMs: number): number | undefined {
  const text = String(given)
  if (/^\d+$/.test(text)) return Number(text)
  const [, count, unit] = /^now(?:-(\d+)([smhdw]))?$/.exec(text) ?? []
  if (!text.startsWith('now') || (text !== 'now' && unit === undefined)) return undefined
  return nowMs - Number(count ?? 0) * (UNIT_MS[unit ?? 's'] ?? 0)
}
