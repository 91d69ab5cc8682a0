import type { TracesSearch } from './tracesSearch.ts'

const DURATION = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/
const TRACE_ID = /^[0-9a-f]{16,32}$/i

export const isDuration = (text: string): boolean => DURATION.test(text)
export const isTraceId = (text: string): boolean => TRACE_ID.test(text)

/** The query that is asked: TraceQL as typed, else what the fields say. */
export function toTraceql({ q, service, name, status, min }: TracesSearch): string {
  if (q !== undefined) return q
  const conditions = [
    ...(service === undefined ? [] : [`resource.service.name = ${JSON.stringify(service)}`]),
    ...(name === undefined ? [] : [`name = ${JSON.stringify(name)}`]),
    ...(status === undefined ? [] : [`status = ${status}`]),
    ...(min === undefined ? [] : [`duration >= ${min}`]),
  ]
  return conditions.length === 0 ? '{}' : `{ ${conditions.join(' && ')} }`
}
