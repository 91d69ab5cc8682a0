import { type AlertRow, SEVERITIES, Severity, severityRank } from '@nobet/contracts'
import { compileGlob } from '../filter/compileGlob.ts'
import { normalise } from '../filter/compileFilter.ts'
import { type SeverityOperator, SEVERITY_OPERATORS } from '../filter/filter.ts'
import { splitValues, type Token, tokenise } from '../filter/tokenise.ts'
import { STANDINGS, type Standing, standingOf } from './standing.ts'

const TEXT_CHARS_MAX = 2_000
const TERMS_MAX = 50
const NAMED = /^([A-Za-z_][A-Za-z0-9_]*)(!=|>=|<=|>|<|=|:)(.*)$/s

/** All terms must hold; the values of one term are alternatives. Values of labels are globs. */
export type AlertTerm =
  | { readonly kind: 'label'; readonly name: string; readonly values: readonly string[]; readonly negated: boolean }
  | {
      readonly kind: 'severity'
      readonly operator: SeverityOperator
      readonly values: readonly Severity[]
      readonly negated: boolean
    }
  | { readonly kind: 'state'; readonly values: readonly Standing[]; readonly negated: boolean }
  | { readonly kind: 'text'; readonly text: string; readonly negated: boolean }

/** Where in the text it is: `start` inclusive, `end` exclusive. */
export interface AlertFilterFault {
  readonly start: number
  readonly end: number
  readonly code:
    | 'missing_value'
    | 'unknown_severity'
    | 'one_severity'
    | 'unknown_state'
    | 'no_order'
    | 'open_quote'
    | 'too_long'
    | 'too_many'
}

export type ParsedAlertFilter =
  | { readonly ok: true; readonly terms: readonly AlertTerm[] }
  | { readonly ok: false; readonly fault: AlertFilterFault }

/** What a filter looks at: an open alert, or an episode of the log. */
export type Filterable = Pick<AlertRow, 'alertname' | 'labels' | 'annotations' | 'severity' | 'module'> &
  Partial<Pick<AlertRow, 'acknowledged' | 'silencedBy' | 'inhibitedBy' | 'receivers'>>

/** `module:finbot severity>=warning state:active team=payments -alertname:Redis* "two words"`. */
export function parseAlertFilter(text: string): ParsedAlertFilter {
  if (text.length > TEXT_CHARS_MAX) return { ok: false, fault: { start: 0, end: text.length, code: 'too_long' } }
  const tokens = tokenise(text)
  const extra = tokens[TERMS_MAX]
  if (extra !== undefined) return { ok: false, fault: { start: extra.start, end: text.length, code: 'too_many' } }
  const terms: AlertTerm[] = []
  for (const token of tokens) {
    const read = readTerm(token)
    if (typeof read === 'string') return { ok: false, fault: { start: token.start, end: token.end, code: read } }
    terms.push(read)
  }
  return { ok: true, terms }
}

function readTerm(token: Token): AlertTerm | AlertFilterFault['code'] {
  if (!token.closed) return 'open_quote'
  const minus = token.text.length > 1 && /^[-!]/.test(token.text)
  const body = minus ? token.text.slice(1) : token.text
  const named = NAMED.exec(body)
  if (named === null) return { kind: 'text', text: splitValues(body).join(','), negated: minus }
  const [, name = '', sign = '', rest = ''] = named
  const negated = minus !== (sign === '!=')
  const values = splitValues(rest)
  if (values.length === 0) return 'missing_value'
  if (name === 'severity') return readSeverity(sign, values, negated)
  if (!['=', ':', '!='].includes(sign)) return 'no_order'
  if (name === 'state') return readState(values, negated)
  return { kind: 'label', name, values, negated }
}

function readSeverity(
  sign: string,
  texts: readonly string[],
  negated: boolean,
): AlertTerm | 'unknown_severity' | 'one_severity' {
  const values = texts.map((text) => text.toLowerCase()).filter(isSeverity)
  if (values.length !== texts.length) return 'unknown_severity'
  const operator = SEVERITY_OPERATORS.find((known) => known === sign) ?? '='
  if (operator !== '=' && values.length > 1) return 'one_severity'
  return { kind: 'severity', operator, values, negated }
}

function readState(texts: readonly string[], negated: boolean): AlertTerm | 'unknown_state' {
  const values = texts.map((text) => text.toLowerCase()).filter(isStanding)
  return values.length === texts.length ? { kind: 'state', values, negated } : 'unknown_state'
}

/** The filter made ready to be asked of thousands of alerts. */
export function compileAlertFilter(terms: readonly AlertTerm[]): (alert: Filterable) => boolean {
  const tests = terms.map((term) => {
    const test = compileBody(term)
    return term.negated ? (alert: Filterable) => !test(alert) : test
  })
  return (alert) => tests.every((test) => test(alert))
}

function compileBody(term: AlertTerm): (alert: Filterable) => boolean {
  switch (term.kind) {
    case 'label': {
      const globs = term.values.map(compileGlob)
      return (alert) => valuesOf(alert, term.name).some((value) => globs.some((glob) => glob(value)))
    }
    case 'severity': {
      const ranks = term.values.map(severityRank)
      return ({ severity }) => compare(severityRank(severity), term.operator, ranks)
    }
    case 'state':
      return (alert) => term.values.includes(standingOf(alert))
    case 'text': {
      const needle = normalise(term.text)
      return (alert) => haystackOf(alert).includes(needle)
    }
  }
}

/** `module` and `receiver` are not only labels; a label that is missing is empty. */
function valuesOf({ labels, module, receivers }: Filterable, name: string): readonly string[] {
  if (name === 'module' && module !== undefined) return [module]
  if (name === 'receiver' && receivers !== undefined) return receivers
  return [labels[name] ?? '']
}

function compare(rank: number, operator: SeverityOperator, ranks: readonly number[]): boolean {
  const [limit = 0] = ranks
  switch (operator) {
    case '>=':
      return rank >= limit
    case '<=':
      return rank <= limit
    case '>':
      return rank > limit
    case '<':
      return rank < limit
    case '=':
      return ranks.includes(rank)
  }
}

const haystackOf = ({ alertname, labels, annotations, acknowledged }: Filterable): string =>
  normalise(
    [
      alertname,
      ...Object.values(labels),
      ...Object.values(annotations),
      acknowledged?.by ?? '',
      acknowledged?.comment ?? '',
    ].join('\n'),
  )

const isSeverity = (text: string): text is Severity => (SEVERITIES as readonly string[]).includes(text)
const isStanding = (text: string): text is Standing => (STANDINGS as readonly string[]).includes(text)

/** One label as a term; quoted where the grammar would read its value otherwise. */
export const toLabelTerm = (name: string, value: string): string =>
  `${name}=${/^[^\s",*\\]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`
