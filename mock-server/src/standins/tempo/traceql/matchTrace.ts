import type { Span } from '../span.ts'
import type { Condition, Field, Literal, Operator, Spanset } from './query.ts'
import { type FieldValue, readField } from './readField.ts'

/** The spans of one trace that the spanset selects; empty when the trace does not match. */
export function matchTrace(spanset: Spanset, spans: readonly Span[]): Span[] {
  switch (spanset.kind) {
    case 'filter': {
      const { where } = spanset
      return where === undefined ? [...spans] : spans.filter((span) => holds(where, span))
    }
    case 'and': {
      const left = matchTrace(spanset.left, spans)
      const right = matchTrace(spanset.right, spans)
      return left.length === 0 || right.length === 0 ? [] : [...new Set([...left, ...right])]
    }
    case 'descendant': {
      const above = new Set(matchTrace(spanset.left, spans).map(({ spanId }) => spanId))
      const byId = new Map(spans.map((span) => [span.spanId, span]))
      return matchTrace(spanset.right, spans).filter((span) => hasAncestor(span, above, byId))
    }
  }
}

/** The fields that the selected spans carry back as attributes: those of the spanset's last part. */
export function fieldsOf(spanset: Spanset): Field[] {
  if (spanset.kind === 'filter') return spanset.where === undefined ? [] : fieldsIn(spanset.where)
  if (spanset.kind === 'descendant') return fieldsOf(spanset.right)
  return [...fieldsOf(spanset.left), ...fieldsOf(spanset.right)]
}

function fieldsIn(condition: Condition): Field[] {
  if (condition.kind === 'compare') return [condition.field]
  return [...fieldsIn(condition.left), ...fieldsIn(condition.right)]
}

function hasAncestor(span: Span, above: ReadonlySet<string>, byId: ReadonlyMap<string, Span>): boolean {
  const seen = new Set<string>()
  for (let id = span.parentSpanId; id !== '' && !seen.has(id); id = byId.get(id)?.parentSpanId ?? '') {
    if (above.has(id)) return true
    seen.add(id)
  }
  return false
}

function holds(condition: Condition, span: Span): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, span) && holds(condition.right, span)
    case 'or':
      return holds(condition.left, span) || holds(condition.right, span)
    case 'compare':
      return compare(readField(condition.field, span), condition.operator, condition.literal)
  }
}

/** A missing value or one of another type compares false with everything, as in TraceQL. */
function compare(value: FieldValue, operator: Operator, literal: Literal): boolean {
  if (value === undefined) return false
  if (literal instanceof RegExp) return typeof value === 'string' && literal.test(value) === (operator === '=~')
  if (typeof literal === 'object') {
    return typeof value === 'object' && (value.keyword === literal.keyword) === (operator === '=')
  }
  if (typeof value === 'object' || typeof value !== typeof literal) return false
  switch (operator) {
    case '=':
      return value === literal
    case '!=':
      return value !== literal
    case '>':
      return value > literal
    case '>=':
      return value >= literal
    case '<':
      return value < literal
    case '<=':
      return value <= literal
    case '=~':
    case '!~':
      return false
  }
}
