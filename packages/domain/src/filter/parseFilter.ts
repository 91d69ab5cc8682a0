import { Severity, SEVERITIES } from '@nobet/contracts'
import {
  type FilterFault,
  FILTER_FIELDS,
  type FilterField,
  type FilterTerm,
  type ParsedFilter,
  type SeverityOperator,
} from './filter.ts'
import { splitValues, type Token, tokenise } from './tokenise.ts'

const TEXT_CHARS_MAX = 2_000
const TERMS_MAX = 50
const NAMED_TERM = /^([A-Za-z]+)(>=|<=|>|<|=|:)(.*)$/s

/** `module:finbot type:mcp.health.* severity>=warning -subject:x free "two words"`: terms are joined by *and*, values by *or*. */
export function parseFilter(text: string): ParsedFilter {
  if (text.length > TEXT_CHARS_MAX)
    return { ok: false, faults: [fault(0, text.length, 'too_long', `at most ${TEXT_CHARS_MAX} characters`)] }
  const tokens = tokenise(text)
  const extra = tokens[TERMS_MAX]
  if (extra !== undefined)
    return { ok: false, faults: [fault(extra.start, text.length, 'too_many', `at most ${TERMS_MAX} terms`)] }
  const results = tokens.map(readTerm)
  const faults = results.filter((result) => 'code' in result)
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, filter: results.filter((result) => 'kind' in result) }
}

function readTerm(token: Token): FilterTerm | FilterFault {
  if (!token.closed) return faultOf(token, 'open_quote', 'a closing "')
  const negated = token.text.length > 1 && /^[-!]/.test(token.text)
  const body = negated ? token.text.slice(1) : token.text
  const named = NAMED_TERM.exec(body)
  if (named === null) return { kind: 'text', text: splitValues(body).join(','), negated }
  const [, name = '', operator = '', rest = ''] = named
  return readNamed(token, { name: name.toLowerCase(), operator, values: splitValues(rest), negated })
}

interface Named {
  readonly name: string
  readonly operator: string
  readonly values: readonly string[]
  readonly negated: boolean
}

function readNamed(token: Token, { name, operator, values, negated }: Named): FilterTerm | FilterFault {
  if (name === 'severity') return readSeverity(token, operator, values, negated)
  if (!isField(name) || (operator !== ':' && operator !== '='))
    return faultOf(token, 'unknown_field', `${[...FILTER_FIELDS, 'severity'].join(', ')}, or the text in quotes`)
  if (values.length === 0) return faultOf(token, 'missing_value', `a value after ${name}:`)
  return { kind: 'field', field: name, values, negated }
}

function readSeverity(
  token: Token,
  operator: string,
  texts: readonly string[],
  negated: boolean,
): FilterTerm | FilterFault {
  if (texts.length === 0) return faultOf(token, 'missing_value', SEVERITIES.join(', '))
  const values = texts.map((text) => text.toLowerCase()).filter(isSeverity)
  if (values.length !== texts.length) return faultOf(token, 'unknown_severity', SEVERITIES.join(', '))
  const comparison = toOperator(operator)
  if (comparison !== '=' && values.length > 1) return faultOf(token, 'one_severity', `one severity after ${operator}`)
  return { kind: 'severity', operator: comparison, values, negated }
}

function toOperator(text: string): SeverityOperator {
  return text === '>=' || text === '<=' || text === '>' || text === '<' ? text : '='
}

const isField = (name: string): name is FilterField => (FILTER_FIELDS as readonly string[]).includes(name)
const isSeverity = (text: string): text is Severity => (SEVERITIES as readonly string[]).includes(text)

const fault = (start: number, end: number, code: FilterFault['code'], expected: string): FilterFault => ({
  start,
  end,
  code,
  expected,
})

const faultOf = (token: Token, code: FilterFault['code'], expected: string): FilterFault =>
  fault(token.start, token.end, code, expected)
