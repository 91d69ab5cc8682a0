/** What a stand-in answers; a handler that has written to the socket itself says `streamed`. */
export interface Answer {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

export const streamed = Symbol('streamed')

/** Plain text as Go's servers write it. */
export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body }
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: '' }
}
