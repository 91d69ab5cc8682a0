import { outside, syntax } from './fault.ts'
import { isInsideWord, isPipelineWord, toField, toKeyword } from './words.ts'
import { lex, type Token } from './lex.ts'
import {
  type Condition,
  type Field,
  type Literal,
  type Operator,
  OPERATORS,
  type Query,
  type Spanset,
} from './query.ts'

/** The longest regular expression that is compiled; ours run on one thread with everything else. */
const REGEX_MAX_CHARS = 200

/** Reads the subset; throws a `TraceqlError` for anything else, never a query that means something different. */
export function parseQuery(text: string): Query {
  const tokens = lex(text)
  let at = 0
  const peek = (): Token => tokens[at] ?? { kind: 'end', text: '', value: 0, column: text.length + 1 }
  const next = (): Token => {
    const token = peek()
    at += 1
    return token
  }
  const isMark = (mark: string) => peek().kind === 'mark' && peek().text === mark
  const expectMark = (mark: string) => {
    const token = next()
    if (token.kind !== 'mark' || token.text !== mark) throw unexpected(token)
  }

  function readSpansets(): Spanset {
    let left = readDescendants()
    while (isMark('&&')) {
      next()
      left = { kind: 'and', left, right: readDescendants() }
    }
    return left
  }

  function readDescendants(): Spanset {
    let left = readFilter()
    while (isMark('>>')) {
      next()
      left = { kind: 'descendant', left, right: readFilter() }
    }
    return left
  }

  function readFilter(): Spanset {
    if (peek().kind === 'word' && isPipelineWord(peek().text)) throw outside(peek().column, peek().text)
    if (isMark('(')) {
      next()
      const inner = readSpansets()
      expectMark(')')
      return inner
    }
    expectMark('{')
    const where = isMark('}') ? undefined : readOr()
    expectMark('}')
    return { kind: 'filter', where }
  }

  function readOr(): Condition {
    let left = readAnd()
    while (isMark('||')) {
      next()
      left = { kind: 'or', left, right: readAnd() }
    }
    return left
  }

  function readAnd(): Condition {
    let left = readCompare()
    while (isMark('&&')) {
      next()
      left = { kind: 'and', left, right: readCompare() }
    }
    return left
  }

  function readCompare(): Condition {
    if (isMark('(')) {
      next()
      const inner = readOr()
      expectMark(')')
      return inner
    }
    const field = readField()
    const token = next()
    const operator = OPERATORS.find((one) => token.kind === 'mark' && token.text === one)
    if (operator === undefined) throw unexpected(token)
    return { kind: 'compare', field, operator, literal: readLiteral(operator) }
  }

  function readField(): Field {
    const token = next()
    if (token.kind !== 'word' && token.kind !== 'mark' && token.kind !== 'end') throw outside(token.column, token.text)
    if (token.kind !== 'word') throw unexpected(token)
    const field = toField(token.text)
    if (field !== undefined) return field
    if (isInsideWord(token.text)) throw outside(token.column, token.text)
    throw syntax(token.column, `unknown identifier: ${token.text}`)
  }

  function readLiteral(operator: Operator): Literal {
    const token = next()
    if (operator === '=~' || operator === '!~') return toRegex(token)
    if (token.kind === 'string') return token.text
    if (token.kind === 'number' || token.kind === 'duration') return token.value
    if (token.kind !== 'word') throw unexpected(token)
    if (token.text === 'true' || token.text === 'false') return token.text === 'true'
    const keyword = toKeyword(token.text)
    if (keyword !== undefined) return { keyword }
    if (toField(token.text) !== undefined || isInsideWord(token.text)) throw outside(token.column, token.text)
    throw syntax(token.column, `unknown identifier: ${token.text}`)
  }

  function readSelect(): Field[] {
    const fields: Field[] = []
    while (isMark('|')) {
      next()
      const token = next()
      if (token.kind === 'word' && token.text !== 'select' && isPipelineWord(token.text)) {
        throw outside(token.column, token.text)
      }
      if (token.text !== 'select') throw unexpected(token)
      expectMark('(')
      fields.push(readField())
      while (isMark(',')) {
        next()
        fields.push(readField())
      }
      expectMark(')')
    }
    return fields
  }

  const spanset = readSpansets()
  const select = readSelect()
  if (peek().kind !== 'end') throw unexpected(peek())
  return { spanset, select }
}

function toRegex(token: Token): RegExp {
  if (token.kind !== 'string') throw unexpected(token)
  if (token.text.length > REGEX_MAX_CHARS) throw outside(token.column, `a regex of over ${REGEX_MAX_CHARS} characters`)
  try {
    return new RegExp(`^(?:${token.text})$`, 's')
  } catch {
    throw syntax(token.column, `invalid regex: ${token.text}`)
  }
}

/** Operators that TraceQL has and the stand-in has not. */
const OTHER_OPERATORS = new Set([
  '>',
  '<',
  '<<',
  '~',
  '!>>',
  '!<<',
  '&>>',
  '&<<',
  '||',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
])
const NAMES = { end: '$end', word: 'IDENTIFIER', string: 'STRING', number: 'INTEGER', duration: 'DURATION' } as const

function unexpected({ kind, text, column }: Token): Error {
  if (kind === 'mark' && OTHER_OPERATORS.has(text)) return outside(column, text)
  return syntax(column, `syntax error: unexpected ${kind === 'mark' ? text : NAMES[kind]}`)
}
