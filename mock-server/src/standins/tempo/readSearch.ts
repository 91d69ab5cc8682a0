import { type Answer, text } from '../http/answer.ts'
import { type Range, readRange } from './readRange.ts'
import { parseDurationNs } from './traceql/lex.ts'
import { parseQuery } from './traceql/parseQuery.ts'
import type { Query } from './traceql/query.ts'
import { TraceqlError } from './traceql/fault.ts'

const LIMIT_DEFAULT = 20
const SPANS_PER_SPANSET_DEFAULT = 3

export interface Search extends Range {
  limit: number
  spansPerSpanset: number
  /** TraceQL; absent in the older form by tags. */
  query?: Query
  tags: ReadonlyMap<string, string>
  minDurationNs: number
  maxDurationNs: number
}

/** Parameters of `/api/search`, or the refusal Tempo words: always plain text, always 400. */
export function readSearch(query: URLSearchParams): Search | Answer {
  const range = readRange(query)
  if ('status' in range) return range
  const limit = readCount(query, 'limit', LIMIT_DEFAULT)
  if (typeof limit !== 'number') return limit
  const spansPerSpanset = readCount(query, 'spss', SPANS_PER_SPANSET_DEFAULT)
  if (typeof spansPerSpanset !== 'number') return spansPerSpanset
  const tags = readTags(query.get('tags') ?? '')
  if ('status' in tags) return tags
  const minDurationNs = readDuration(query, 'minDuration', 0)
  if (typeof minDurationNs !== 'number') return minDurationNs
  const maxDurationNs = readDuration(query, 'maxDuration', Number.POSITIVE_INFINITY)
  if (typeof maxDurationNs !== 'number') return maxDurationNs
  if (maxDurationNs <= minDurationNs) return text(400, 'invalid maxDuration: must be greater than minDuration')
  const search = { ...range, limit, spansPerSpanset, tags, minDurationNs, maxDurationNs }
  const given = query.get('q')
  if (given === null || given === '') return search
  if (tags.size > 0) return text(400, "invalid request: can't specify tags and q in the same query")
  const parsed = readTraceql(given)
  return 'status' in parsed ? parsed : { ...search, query: parsed }
}

/** A TraceQL query, or 400 with the place of the fault. */
export function readTraceql(given: string): Query | Answer {
  try {
    return parseQuery(given)
  } catch (error) {
    if (error instanceof TraceqlError) return text(400, `invalid TraceQL query: ${error.message}`)
    throw error
  }
}

function readCount(query: URLSearchParams, name: string, otherwise: number): number | Answer {
  const given = query.get(name)
  if (given === null) return otherwise
  if (!/^\d+$/.test(given)) {
    return text(400, `invalid ${name}: strconv.ParseUint: parsing ${JSON.stringify(given)}: invalid syntax`)
  }
  return Number(given) === 0 ? text(400, `invalid ${name}: must be a positive number`) : Number(given)
}

function readDuration(query: URLSearchParams, name: string, otherwise: number): number | Answer {
  const given = query.get(name)
  if (given === null || given === '') return otherwise
  const ns = parseDurationNs(given)
  return Number.isNaN(ns) ? text(400, `invalid ${name}: time: invalid duration ${JSON.stringify(given)}`) : ns
}

/** logfmt: `key=value key="quoted value"`. */
function readTags(given: string): Map<string, string> | Answer {
  const tags = new Map<string, string>()
  const rest = given.replaceAll(
    /([^\s="]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))/g,
    (_, key: string, quoted?: string, bare?: string) => {
      tags.set(key, quoted?.replaceAll(/\\(.)/g, '$1') ?? bare ?? '')
      return ''
    },
  )
  const left = rest.trim()
  return left === '' ? tags : text(400, `invalid tags: unexpected ${JSON.stringify(left)}`)
}
