import type { SpanView } from '../trace/traceView.ts'

/** The spans that are not below a folded one, in their order. */
export function toRows(spans: readonly SpanView[], folded: ReadonlySet<string>): readonly SpanView[] {
  const rows: SpanView[] = []
  let hiddenBelow = Number.POSITIVE_INFINITY
  for (const span of spans) {
    if (span.depth > hiddenBelow) continue
    hiddenBelow = folded.has(span.id) && span.children > 0 ? span.depth : Number.POSITIVE_INFINITY
    rows.push(span)
  }
  return rows
}
