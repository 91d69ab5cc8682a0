import type { Place } from '../ask/promError.ts'

/** A line and column, both from 1, as an offset into the text; columns count bytes of UTF-8, as Prometheus does. */
export function toOffset(text: string, { line, column }: Place): number {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const bytes = new TextEncoder().encode(lines[line - 1] ?? '').slice(0, column - 1)
  return Math.min(text.length, before + new TextDecoder().decode(bytes).length)
}
