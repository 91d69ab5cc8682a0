/** One line of indented JSON taken apart; joined again it is the same line. */
export interface JsonLine {
  readonly indent: string
  /** `"name": `, or nothing. */
  readonly key: string
  readonly value: string
  readonly look: 'text' | 'plain' | 'mark'
  /** The comma. */
  readonly end: string
}

const LINE = /^(\s*)("(?:[^"\\]|\\.)*": )?(.*?)(,?)$/s

/** Lines of `JSON.stringify(value, null, 2)`. */
export const toJsonLines = (pretty: string): JsonLine[] => pretty.split('\n').map(toLine)

function toLine(line: string): JsonLine {
  const [, indent = '', key = '', value = '', end = ''] = LINE.exec(line) ?? []
  return { indent, key, value, look: lookOf(value), end }
}

function lookOf(value: string): JsonLine['look'] {
  if (value.startsWith('"')) return 'text'
  return /^[-\dtfn]/.test(value) ? 'mark' : 'plain'
}
