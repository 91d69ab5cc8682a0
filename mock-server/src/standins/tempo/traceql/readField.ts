import type { OtlpAttribute } from '../otlp.ts'
import type { Span } from '../span.ts'
import type { Field } from './query.ts'

/** `duration` in nanoseconds; keywords (status, kind) in upper case; `undefined` when the span has no such value. */
export type FieldValue = string | number | boolean | { keyword: string } | undefined

export function readField(field: Field, span: Span): FieldValue {
  switch (field.scope) {
    case 'resource':
      return find(span.resource, field.name)
    case 'span':
      return find(span.attributes, field.name)
    case 'any':
      return find(span.attributes, field.name) ?? find(span.resource, field.name)
    case 'intrinsic':
      switch (field.name) {
        case 'name':
          return span.name
        case 'status':
          return { keyword: span.status }
        case 'kind':
          return { keyword: span.kind }
        case 'duration':
          return Number(span.endNs - span.startNs)
      }
  }
}

function find(attributes: readonly OtlpAttribute[], name: string): FieldValue {
  const value = attributes.find(({ key }) => key === name)?.value
  if (value === undefined) return undefined
  if (value.intValue !== undefined) return Number(value.intValue)
  return value.stringValue ?? value.doubleValue ?? value.boolValue
}
