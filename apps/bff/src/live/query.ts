import { HTTP_LIMITS, isTopicPattern, MODULE_ID_PATTERN, SEVERITIES, type Fault, type Severity } from '@nobet/contracts'

const LIST_MAX = 256
const Q_CHARS_MAX = 256
const GLOB_CHARS_MAX = 512

/** The query of `GET /events` and `GET /events/stream`, read and judged. */
export interface EventQuery {
  readonly after: string | undefined
  readonly before: string | undefined
  readonly topics: readonly string[] | undefined
  readonly types: readonly string[] | undefined
  readonly minSeverity: Severity | undefined
  readonly module: string | undefined
  readonly q: string | undefined
  readonly limit: number | undefined
  readonly waitMs: number
}

export type ReadQuery =
  | { readonly ok: true; readonly query: EventQuery }
  | { readonly ok: false; readonly faults: readonly Fault[] }

/** Reads every parameter and names each that is wrong; an empty one counts as absent. */
export function readEventQuery(param: (name: string) => string | undefined): ReadQuery {
  const faults: Fault[] = []
  const given = (name: string) => param(name) || undefined
  const list = (name: string, isGood: (item: string) => boolean, expected: string) => {
    const items = given(name)?.split(',')
    if (items !== undefined && (items.length > LIST_MAX || !items.every(isGood))) faults.push({ path: name, expected })
    return items
  }
  const text = (name: string, isGood: (value: string) => boolean, expected: string) => {
    const value = given(name)
    if (value !== undefined && !isGood(value)) faults.push({ path: name, expected })
    return value
  }
  const whole = (name: string, min: number, max: number) => {
    const value = text(name, (digits) => isWhole(digits, min, max), `a whole number from ${min} to ${max}`)
    return value === undefined ? undefined : Number(value)
  }

  const query: EventQuery = {
    after: given('after'),
    before: given('before'),
    topics: list(
      'topics',
      isTopicPattern,
      'topics or patterns, comma-separated: modules/<id>, modules/*, alerts, …, *',
    ),
    types: list('types', isTypeGlob, 'event types, comma-separated; * stands for anything'),
    minSeverity: toSeverity(text('minSeverity', isSeverity, `one of ${SEVERITIES.join(', ')}`)),
    module: text('module', (id) => MODULE_ID_PATTERN.test(id), '1-64 of a-z, 0-9 and "-"'),
    q: text('q', (words) => words.length <= Q_CHARS_MAX, `at most ${Q_CHARS_MAX} characters`),
    limit: whole('limit', 1, HTTP_LIMITS.readMax),
    waitMs: whole('wait', 0, HTTP_LIMITS.waitMaxMs) ?? 0,
  }
  if (query.waitMs > 0 && query.after === undefined) faults.push({ path: 'wait', expected: 'comes with after' })
  return faults.length === 0 ? { ok: true, query } : { ok: false, faults }
}

const toSeverity = (value: string | undefined): Severity | undefined => SEVERITIES.find((known) => known === value)
const isSeverity = (value: string): boolean => toSeverity(value) !== undefined
const isTypeGlob = (glob: string): boolean => glob.length >= 1 && glob.length <= GLOB_CHARS_MAX
const isWhole = (digits: string, min: number, max: number): boolean =>
  /^\d{1,9}$/.test(digits) && Number(digits) >= min && Number(digits) <= max
