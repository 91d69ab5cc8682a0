/** The words of a filter text; quotes keep spaces together. */
const wordsOf = (text: string): string[] => text.match(/(?:"(?:\\.|[^"\\])*"?|[^\s"])+/g) ?? []

/** Whether the filter has this very term. */
export const hasTerm = (text: string, term: string): boolean => wordsOf(text).includes(term)

/** The filter with the term added, or without it when it is there. */
export function toggleTerm(text: string, term: string): string {
  const words = wordsOf(text)
  return (words.includes(term) ? words.filter((word) => word !== term) : [...words, term]).join(' ')
}
