/** A stretch of filter text between spaces; quotes keep spaces and commas together. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly closed: boolean
}

export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1
      continue
    }
    const token = readToken(text, at)
    tokens.push(token)
    at = token.end
  }
  return tokens
}

function readToken(text: string, start: number): Token {
  let quoted = false
  let at = start
  while (at < text.length && (quoted || !isSpace(text[at]))) {
    if (quoted && text[at] === '\\' && at + 1 < text.length) at += 1
    else if (text[at] === '"') quoted = !quoted
    at += 1
  }
  return { text: text.slice(start, at), start, end: at, closed: !quoted }
}

/** Splits at commas outside quotes and takes the quotes away. Empty parts are dropped. */
export function splitValues(text: string): string[] {
  const values: string[] = []
  let value = ''
  let quoted = false
  let wasQuoted = false
  const push = () => {
    if (value !== '' || wasQuoted) values.push(value)
    value = ''
    wasQuoted = false
  }
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (quoted && char === '\\') {
      at += 1
      value += text[at] ?? ''
    } else if (char === '"') {
      quoted = !quoted
      wasQuoted = true
    } else if (char === ',' && !quoted) push()
    else value += char
  }
  push()
  return values
}

const isSpace = (char: string | undefined): boolean => char !== undefined && /\s/.test(char)
