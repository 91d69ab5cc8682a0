import { type AlertRow, SEVERITIES } from '@nobet/contracts'
import { STANDINGS, toLabelTerm } from '@nobet/domain/alerts'

const SUGGESTIONS_MAX = 12
/** So many alerts are looked at for label names and values. */
const LOOKED_AT_MAX = 500
const STARTS = ['severity>=', 'state=', 'module=', 'alertname=']
const LAST = /(\S*)$/
const NAMED = /^(-?)([A-Za-z_][A-Za-z0-9_]*)(>=|<=|!=|>|<|=|:)(.*)$/s

/** The whole filter text with its last word completed: names first, then the values that are open now. */
export function suggestTerms(text: string, rows: readonly Pick<AlertRow, 'labels'>[]): string[] {
  const [word = ''] = LAST.exec(text) ?? []
  const before = text.slice(0, text.length - word.length)
  return completions(word, rows.slice(0, LOOKED_AT_MAX))
    .filter((term) => term !== word)
    .slice(0, SUGGESTIONS_MAX)
    .map((term) => before + term)
}

function completions(word: string, rows: readonly Pick<AlertRow, 'labels'>[]): string[] {
  const named = NAMED.exec(word)
  if (named === null) {
    const minus = word.startsWith('-') ? '-' : ''
    const typed = word.slice(minus.length).toLowerCase()
    const labels = [...new Set(rows.flatMap(({ labels }) => Object.keys(labels)))].sort().map((name) => `${name}=`)
    return [...new Set([...STARTS, ...labels])]
      .filter((start) => start.toLowerCase().startsWith(typed))
      .map((start) => minus + start)
  }
  const [, minus = '', name = '', sign = '', typed = ''] = named
  return valuesOf(name, rows)
    .filter((value) => value.toLowerCase().includes(typed.toLowerCase()))
    .map((value) => `${minus}${toLabelTerm(name, value).replace('=', sign)}`)
}

function valuesOf(name: string, rows: readonly Pick<AlertRow, 'labels'>[]): readonly string[] {
  if (name === 'severity') return SEVERITIES
  if (name === 'state') return STANDINGS
  return [...new Set(rows.flatMap(({ labels }) => labels[name] ?? []))].sort()
}
