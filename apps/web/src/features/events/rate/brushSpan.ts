import type { Span } from './span.ts'

/** What the brush needs of the bars: their first instant, the end, and the length of one. */
export interface Frame {
  readonly from: number
  readonly until: number
  readonly barMs: number
  readonly count: number
}

/** From two instants in any order, widened to whole bars. */
export function toSpan(a: number, b: number, { from, barMs }: Frame): Span {
  const low = from + Math.floor((Math.min(a, b) - from) / barMs) * barMs
  const high = from + Math.ceil((Math.max(a, b) - from) / barMs) * barMs
  return { from: low, to: Math.max(high, low + barMs) }
}

/** The span with one edge at a bar; it stays at least one bar long. All of the range is no span. */
export function moveEdge(span: Span, edge: 'from' | 'to', bar: number, frame: Frame): Span | undefined {
  const at = frame.from + bar * frame.barMs
  const next =
    edge === 'from'
      ? { from: Math.min(at, span.to - frame.barMs), to: span.to }
      : { from: span.from, to: Math.max(at, span.from + frame.barMs) }
  return next.from <= frame.from && next.to >= frame.until ? undefined : next
}

/** Where the span is drawn, in percent; what lies outside the bars is cut. */
export function clampSpan(span: Span, frame: Frame): { readonly left: number; readonly width: number } {
  const share = (at: number) => Math.min(100, Math.max(0, ((at - frame.from) / (frame.until - frame.from)) * 100))
  return { left: share(span.from), width: share(span.to) - share(span.from) }
}
