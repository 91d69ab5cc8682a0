import { KINDS, STATUSES } from '../span.ts'
import { type Field, INTRINSICS } from './query.ts'

/** Words that begin or continue a pipeline in TraceQL; of them the stand-in knows `select` alone. */
const PIPELINE_WORDS = new Set(
  (
    'select by coalesce count avg min max sum with rate count_over_time min_over_time max_over_time avg_over_time ' +
    'sum_over_time quantile_over_time histogram_over_time compare topk bottomk'
  ).split(' '),
)
/** Words that may stand inside `{ }` in TraceQL and that the stand-in does not know. */
const OTHER_WORDS =
  /^(nil|childCount|rootName|rootServiceName|statusMessage|traceDuration|nestedSetLeft|nestedSetRight|nestedSetParent|(parent|event|link|instrumentation)\..+|(trace|span|event|link|instrumentation):.+)$/

/** `undefined` when the word names no value that the stand-in can look up. */
export function toField(word: string): Field | undefined {
  const intrinsic = INTRINSICS.find((name) => name === word || `span:${name}` === word)
  if (intrinsic !== undefined) return { scope: 'intrinsic', name: intrinsic }
  const [, scope, name] = /^(resource|span|)\.(.+)$/.exec(word) ?? []
  if (name === undefined) return undefined
  return { scope: scope === 'resource' || scope === 'span' ? scope : 'any', name }
}

export function toKeyword(word: string): string | undefined {
  return [...STATUSES, ...KINDS].find((keyword) => keyword.toLowerCase() === word)
}

export function isPipelineWord(word: string): boolean {
  return PIPELINE_WORDS.has(word)
}

/** TraceQL's, but not ours. */
export function isInsideWord(word: string): boolean {
  return OTHER_WORDS.test(word)
}
