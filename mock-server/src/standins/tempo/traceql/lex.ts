import { syntax } from './fault.ts'

export type TokenKind = 'mark' | 'word' | 'string' | 'number' | 'duration' | 'end'

export interface Token {
  kind: TokenKind
  /** As written; of a string, its meaning. */
  text: string
  /** Of numbers, the number; of durations, nanoseconds. */
  value: number
  /** From 1. */
  column: number
}

const SPACE = /\s+/y
const DURATION = /-?(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+(?![\w.])/y
const NUMBER = /-?(?:\d+(?:\.\d+)?|\.\d+)(?![\w.])/y
const STRING = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y
const WORD = /\.?[A-Za-z_][\w.:/-]*/y
const MARK = /!>>|!<<|&>>|&<<|!=|=~|!~|>=|<=|>>|<<|&&|\|\||[{}()=<>|~!,+\-*/%^&]/y
const UNIT_NS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 }

/** Throws a `TraceqlError` on a sign that no token begins with. */
export function lex(query: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(query)?.[0]
    if (found !== undefined) at += found.length
    return found
  }
  const push = (kind: TokenKind, column: number, text: string, value = 0) => tokens.push({ kind, text, value, column })
  for (;;) {
    take(SPACE)
    const column = at + 1
    if (at >= query.length) break
    const duration = take(DURATION)
    if (duration !== undefined) {
      push('duration', column, duration, parseDurationNs(duration))
      continue
    }
    const number = take(NUMBER)
    if (number !== undefined) {
      push('number', column, number, Number(number))
      continue
    }
    const string = take(STRING)
    if (string !== undefined) {
      push('string', column, unquote(string))
      continue
    }
    const word = take(WORD)
    if (word !== undefined) {
      push('word', column, word)
      continue
    }
    const mark = take(MARK)
    if (mark === undefined) throw syntax(column, `invalid char literal`)
    push('mark', column, mark)
  }
  push('end', query.length + 1, '')
  return tokens
}

/** Nanoseconds of a Go duration such as `1h30m` or `200ms`; NaN when it is none. */
export function parseDurationNs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text.replace(/^-/, '')) return Number.NaN
  const sum = parts.reduce((total, [, count, unit]) => total + Number(count) * (UNIT_NS[unit ?? ''] ?? 0), 0)
  return text.startsWith('-') ? -sum : sum
}

function unquote(text: string): string {
  return text.startsWith('`') ? text.slice(1, -1) : text.slice(1, -1).replaceAll(/\\(.)/g, '$1')
}
