import { type Answer, empty, json, text } from '../http/answer.ts'
import { readRange } from './readRange.ts'
import { toResourceSpans } from './toTraceJson.ts'
import type { Trace, TraceStore } from './traceStore.ts'

const ID_DIGITS = 32

/** `GET /api/traces/:id`: 404 with nothing for a trace it does not hold. */
export function answerTraceV1(id: string, query: URLSearchParams, store: TraceStore): Answer {
  const trace = findTrace(id, query, store)
  if (trace === undefined) return empty(404)
  return 'status' in trace ? trace : json(200, { batches: toResourceSpans(trace.spans) })
}

/** `GET /api/v2/traces/:id`: 200 with an empty trace for one it does not hold. */
export function answerTraceV2(id: string, query: URLSearchParams, store: TraceStore): Answer {
  const trace = findTrace(id, query, store)
  if (trace === undefined) return json(200, { trace: {}, metrics: {} })
  if ('status' in trace) return trace
  const metrics = { inspectedBytes: String(Math.round(trace.bytes)) }
  return json(200, { trace: { resourceSpans: toResourceSpans(trace.spans) }, metrics })
}

function findTrace(id: string, query: URLSearchParams, store: TraceStore): Trace | Answer | undefined {
  const wrong = id.search(/[^0-9a-f]/i)
  if (wrong >= 0) {
    const place = `invalid character '${id.charAt(wrong)}' at position ${wrong + 1}`
    return text(400, `trace IDs can only contain hex characters: ${place}`)
  }
  if (id.length > ID_DIGITS) return text(400, "trace IDs can't be larger than 128 bits")
  const range = readRange(query)
  if ('status' in range) return range
  return store.get(id.toLowerCase().padStart(ID_DIGITS, '0'))
}
