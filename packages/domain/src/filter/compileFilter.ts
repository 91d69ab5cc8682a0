import { type LoggedEvent, severityRank } from '@nobet/contracts'
import { compileGlob } from './compileGlob.ts'
import type { Filter, FilterField, FilterTerm } from './filter.ts'

type Test = (event: LoggedEvent) => boolean

/** A filter made ready to be asked thousands of times a second. */
export function compileFilter(filter: Filter): Test {
  const tests = filter.map(compileTerm)
  return (event) => tests.every((test) => test(event))
}

function compileTerm(term: FilterTerm): Test {
  const test = compileBody(term)
  return term.negated ? (event) => !test(event) : test
}

function compileBody(term: FilterTerm): Test {
  switch (term.kind) {
    case 'field':
      return compileField(term.field, term.values)
    case 'severity':
      return compileSeverity(term)
    case 'text': {
      const needle = normalise(term.text)
      return (event) => haystackOf(event).includes(needle)
    }
  }
}

function compileField(field: FilterField, values: readonly string[]): Test {
  const globs = values.map(compileGlob)
  return (event) => {
    const value = event[field]
    return typeof value === 'string' && globs.some((glob) => glob(value))
  }
}

function compileSeverity({ operator, values }: Extract<FilterTerm, { kind: 'severity' }>): Test {
  const ranks = values.map(severityRank)
  const limit = ranks[0] ?? 0
  switch (operator) {
    case '>=':
      return (event) => severityRank(event.severity) >= limit
    case '<=':
      return (event) => severityRank(event.severity) <= limit
    case '>':
      return (event) => severityRank(event.severity) > limit
    case '<':
      return (event) => severityRank(event.severity) < limit
    case '=':
      return (event) => ranks.includes(severityRank(event.severity))
  }
}

const haystacks = new WeakMap<LoggedEvent, string>()

function haystackOf(event: LoggedEvent): string {
  const known = haystacks.get(event)
  if (known !== undefined) return known
  const parts = [event.type, event.module ?? '', event.subject ?? '', event.source, JSON.stringify(event.data) ?? '']
  const text = normalise(parts.join('\n'))
  haystacks.set(event, text)
  return text
}

/** Case and accents do not matter, and Turkish dotted and dotless i are one letter. */
export const normalise = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i')
