import type { Filter, FilterTerm } from './filter.ts'

/** The canonical text of a filter; parsing it gives the same filter back. */
export const formatFilter = (filter: Filter): string => filter.map(formatTerm).join(' ')

export function formatTerm(term: FilterTerm): string {
  return `${term.negated ? '-' : ''}${formatBody(term)}`
}

function formatBody(term: FilterTerm): string {
  switch (term.kind) {
    case 'field':
      return `${term.field}:${term.values.map(quote).join(',')}`
    case 'severity':
      return `severity${term.operator === '=' ? ':' : term.operator}${term.values.join(',')}`
    case 'text':
      return quote(term.text)
  }
}

const PLAIN = /^[^\s",:=<>!\\-][^\s",:=<>\\]*$/

const quote = (text: string): string => (PLAIN.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`)
