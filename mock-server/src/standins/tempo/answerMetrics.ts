import { type Answer, text } from '../http/answer.ts'
import { TraceqlError } from './traceql/fault.ts'
import { parseQuery } from './traceql/parseQuery.ts'

/** What Tempo 2.10 says when it runs without a metrics generator; recorded. */
const NO_GENERATOR = 'error querying generators in Querier.queryRangeRecent: error finding generators: empty ring\n'

/** `/api/metrics/query` and `query_range`: this stand-in has no metrics generator and says it as Tempo does. */
export function answerMetrics(query: URLSearchParams): Answer {
  try {
    parseQuery(query.get('q') ?? '')
  } catch (error) {
    if (!(error instanceof TraceqlError)) throw error
    if (error.fault.kind === 'syntax') return text(400, error.message)
  }
  return text(500, NO_GENERATOR)
}
