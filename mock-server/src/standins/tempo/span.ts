import type { OtlpAttribute } from './otlp.ts'

export const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'] as const
export type Kind = (typeof KINDS)[number]
export const STATUSES = ['UNSET', 'OK', 'ERROR'] as const
export type Status = (typeof STATUSES)[number]

export interface SpanEvent {
  timeNs: bigint
  name: string
  attributes: readonly OtlpAttribute[]
}

export interface SpanLink {
  traceId: string
  spanId: string
  attributes: readonly OtlpAttribute[]
}

export interface SpanScope {
  name?: string | undefined
  version?: string | undefined
}

/** A span as the stand-in keeps it: ids in lower-case hex, times in nanoseconds since the epoch. */
export interface Span {
  traceId: string
  spanId: string
  /** Empty for a root. */
  parentSpanId: string
  name: string
  kind: Kind
  status: Status
  statusMessage: string
  startNs: bigint
  endNs: bigint
  attributes: readonly OtlpAttribute[]
  events: readonly SpanEvent[]
  links: readonly SpanLink[]
  resource: readonly OtlpAttribute[]
  scope: SpanScope
}

export function serviceOf(span: Span): string {
  return span.resource.find(({ key }) => key === 'service.name')?.value.stringValue ?? ''
}
