import type { SilenceMatcher } from '@nobet/contracts'
import { severityRank, SEVERITIES } from '@nobet/contracts'
import type { AlertTerm } from './alertFilter.ts'

export const MATCHER_SIGNS = ['=', '!=', '=~', '!~'] as const
export type MatcherSign = (typeof MATCHER_SIGNS)[number]

const MATCHER = /^([A-Za-z_][A-Za-z0-9_]*)(=~|!~|!=|=)(.*)$/s

export const signOf = ({ isRegex, isEqual }: Pick<SilenceMatcher, 'isRegex' | 'isEqual'>): MatcherSign =>
  isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!='

export const toMatcher = (name: string, sign: MatcherSign, value: string): SilenceMatcher => ({
  name,
  value,
  isRegex: sign === '=~' || sign === '!~',
  isEqual: sign === '=' || sign === '=~',
})

/** `severity=~warning|info`: as a link carries it. */
export const formatMatcher = (matcher: SilenceMatcher): string => `${matcher.name}${signOf(matcher)}${matcher.value}`

export function parseMatcher(text: string): SilenceMatcher | undefined {
  const [, name, sign, value] = MATCHER.exec(text) ?? []
  const known = MATCHER_SIGNS.find((each) => each === sign)
  return name === undefined || known === undefined || value === undefined ? undefined : toMatcher(name, known, value)
}

/** What of a filter a silence can say; `lost` counts the terms it cannot (free text, states). */
export function filterToMatchers(terms: readonly AlertTerm[]): { matchers: SilenceMatcher[]; lost: number } {
  const matchers = terms.flatMap((term) => toMatchers(term) ?? [])
  return { matchers, lost: terms.length - matchers.length }
}

function toMatchers(term: AlertTerm): SilenceMatcher | undefined {
  if (term.kind === 'severity') {
    const [limit] = term.values
    const taken =
      term.operator === '=' || limit === undefined
        ? term.values
        : SEVERITIES.filter((severity) => {
            const difference = severityRank(severity) - severityRank(limit)
            return (
              (difference === 0 && term.operator.includes('=')) ||
              (difference > 0 && term.operator.startsWith('>')) ||
              (difference < 0 && term.operator.startsWith('<'))
            )
          })
    return taken.length === 0 ? undefined : toValues('severity', taken, term.negated)
  }
  if (term.kind !== 'label' || term.name === 'receiver') return undefined
  return toValues(term.name, term.values, term.negated)
}

function toValues(name: string, values: readonly string[], negated: boolean): SilenceMatcher {
  const [only = ''] = values
  if (values.length === 1 && !only.includes('*')) return toMatcher(name, negated ? '!=' : '=', only)
  return toMatcher(name, negated ? '!~' : '=~', values.map(toPattern).join('|'))
}

/** A glob as an anchored pattern. */
const toPattern = (glob: string): string => glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
