import { type Filter, type FilterFault, formatFilter, parseFilter } from '@nobet/domain/filter'

/** What a text typed so far may become: terms to add, or a fault that says what is missing. */
export type Draft =
  | { readonly kind: 'empty' }
  | { readonly kind: 'terms'; readonly terms: Filter }
  | { readonly kind: 'fault'; readonly fault: FilterFault }

export function readDraft(text: string): Draft {
  if (text.trim() === '') return { kind: 'empty' }
  const parsed = parseFilter(text)
  if (parsed.ok) return { kind: 'terms', terms: parsed.filter }
  const [fault] = parsed.faults
  return fault === undefined ? { kind: 'empty' } : { kind: 'fault', fault }
}

/** Faults that more typing will mend; they are told only when the text is given up as finished. */
export const isUnfinished = ({ code }: FilterFault): boolean => code === 'missing_value' || code === 'open_quote'

/** The filter with terms added; the same term is not taken twice. */
export function addTerms(filter: Filter, terms: Filter): string {
  const texts = new Set<string>()
  const kept = [...filter, ...terms].filter((term) => {
    const text = formatFilter([term])
    if (texts.has(text)) return false
    texts.add(text)
    return true
  })
  return formatFilter(kept)
}

export const withoutTerm = (filter: Filter, at: number): string => formatFilter(filter.filter((_, i) => i !== at))

/** The muted and the strong half of a chip: `severity>=` and `warning`. */
export function splitChip(text: string): { readonly name: string; readonly value: string } {
  const named = /^(-?(?:module|type|source|subject|id|severity)(?:>=|<=|>|<|:))(.*)$/s.exec(text)
  if (named !== null) return { name: named[1] ?? '', value: named[2] ?? '' }
  return text.startsWith('-') ? { name: '-', value: text.slice(1) } : { name: '', value: text }
}
