import { HTTP_LIMITS, Severity } from '@nobet/contracts'
import type { Caller } from '@nobet/domain/access'
import type { Scope } from '../live/reader.ts'
import { judgeTopics } from '../live/scope.ts'
import { refuse } from './answers.ts'

export type ReadScope =
  | { readonly kind: 'read'; readonly scope: Scope }
  | { readonly kind: 'refused'; readonly response: Response }

/** `topics` and `minSeverity` of a query; without topics, all the caller may read. */
export function readScope(caller: Caller, query: URLSearchParams): ReadScope {
  const topics = judgeTopics(caller, readList(query, 'topics') ?? ['*'])
  if (topics.kind === 'unknown') return refused('topics', `"${topics.topic}" is not a topic`)
  const minSeverity = Severity.safeParse(query.get('minSeverity') ?? 'debug')
  if (!minSeverity.success) return refused('minSeverity', `one of ${Severity.options.join(', ')}`)
  return { kind: 'read', scope: { caller, topics: topics.allowed, minSeverity: minSeverity.data } }
}

export interface Page {
  readonly limit: number
  readonly waitMs: number
}

export type ReadPage =
  | { readonly kind: 'read'; readonly page: Page }
  | { readonly kind: 'refused'; readonly response: Response }

export function readPage(query: URLSearchParams): ReadPage {
  const limit = readInt(query, 'limit', HTTP_LIMITS.readDefault)
  if (limit === undefined || limit < 1 || limit > HTTP_LIMITS.readMax) {
    return refused('limit', `a whole number from 1 to ${HTTP_LIMITS.readMax}`)
  }
  const waitMs = readInt(query, 'wait', 0)
  if (waitMs === undefined || waitMs > HTTP_LIMITS.waitMaxMs) {
    return refused('wait', `milliseconds from 0 to ${HTTP_LIMITS.waitMaxMs}`)
  }
  if (waitMs > 0 && !query.has('after')) return refused('wait', 'needs after')
  return { kind: 'read', page: { limit, waitMs } }
}

/** A comma-separated list; `undefined` when it is not there or empty. */
export function readList(query: URLSearchParams, name: string): readonly string[] | undefined {
  const parts = (query.get(name) ?? '').split(',').filter((part) => part !== '')
  return parts.length === 0 ? undefined : parts
}

function readInt(query: URLSearchParams, name: string, fallback: number): number | undefined {
  const text = query.get(name)
  if (text === null) return fallback
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

const refused = (path: string, expected: string) => ({
  kind: 'refused' as const,
  response: refuse(400, 'bad-query', {
    title: 'Bad query',
    detail: `${path}: ${expected}`,
    errors: [{ path, expected }],
  }),
})
