import { EVENT_TYPES, SEVERITIES } from '@nobet/contracts'
import { FILTER_FIELDS, type FilterField } from '@nobet/domain/filter'

export const SUGGESTIONS_MAX = 12
const NAMED = /^(-?)([A-Za-z]+)(>=|<=|>|<|=|:)(.*)$/s
const GLOBS = [...new Set(EVENT_TYPES.map((type) => `${type.slice(0, type.indexOf('.'))}.*`)), 'mcp.health.*']
const STARTS = [...FILTER_FIELDS.map((field) => `${field}:` as const), 'severity>=', 'severity:'] as const

/** What may come next; `text` is the whole draft once taken. Values keep the list open for more of them. */
export interface Suggestion {
  readonly text: string
  readonly kind: FilterField | 'severity' | 'field'
}

/** Completions of the text typed so far: names of fields first, then their values. */
export function suggest(draft: string, modules: readonly string[]): Suggestion[] {
  const named = NAMED.exec(draft)
  if (named === null) return suggestStarts(draft)
  const [, minus = '', name = '', operator = '', rest = ''] = named
  const comma = rest.lastIndexOf(',') + 1
  const typed = rest.slice(comma).toLowerCase()
  const kind = toKind(name.toLowerCase())
  if (kind === undefined) return []
  return valuesOf(kind, modules)
    .filter((value) => value !== typed && value.toLowerCase().includes(typed))
    .toSorted((a, b) => Number(b.startsWith(typed)) - Number(a.startsWith(typed)))
    .slice(0, SUGGESTIONS_MAX)
    .map((value) => ({ kind, text: `${minus}${name}${operator}${rest.slice(0, comma)}${value}` }))
}

function suggestStarts(draft: string): Suggestion[] {
  const minus = draft.startsWith('-') ? '-' : ''
  const typed = draft.slice(minus.length).toLowerCase()
  return STARTS.filter((start) => start.startsWith(typed)).map((start) => ({ kind: 'field', text: minus + start }))
}

function valuesOf(kind: FilterField | 'severity', modules: readonly string[]): readonly string[] {
  switch (kind) {
    case 'module':
      return modules
    case 'type':
      return [...GLOBS, ...EVENT_TYPES]
    case 'severity':
      return SEVERITIES
    case 'source':
      return ['/modules/*', '/nobet/*']
    case 'subject':
    case 'id':
      return []
  }
}

const toKind = (name: string): FilterField | 'severity' | undefined =>
  name === 'severity' ? 'severity' : FILTER_FIELDS.find((field) => field === name)
