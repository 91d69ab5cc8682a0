/** One message of a `text/event-stream`. */
export interface SseMessage {
  readonly event: string
  readonly data: string
}

/** Characters of one message: a server that never ends a message must not fill the memory. */
export const SSE_MESSAGE_CHARS_MAX = 8 * 1024 * 1024

/** The messages of a chunk, or `overflow` when a message outgrew {@link SSE_MESSAGE_CHARS_MAX}. */
export type SseChunk =
  | { readonly kind: 'messages'; readonly messages: readonly SseMessage[] }
  | { readonly kind: 'overflow' }

/** Reads `text/event-stream` (WHATWG HTML, "Server-sent events") from chunks cut anywhere. */
export function createSseParser(): { push(chunk: string): SseChunk } {
  let rest = ''
  let event = ''
  let data: string[] = []
  let held = 0

  const takeLine = (line: string): SseMessage | undefined => {
    if (line === '') return takeMessage()
    const { field, value } = splitLine(line)
    held += value.length
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
    return undefined
  }

  const takeMessage = (): SseMessage | undefined => {
    const message = data.length === 0 ? undefined : { event: event === '' ? 'message' : event, data: data.join('\n') }
    event = ''
    data = []
    held = 0
    return message
  }

  return {
    push(chunk) {
      const text = rest + chunk
      // A carriage return at the end may be the first half of CRLF: it waits for the next chunk.
      const whole = text.endsWith('\r') ? text.length - 1 : text.length
      const lines = text.slice(0, whole).split(/\r\n|\n|\r/)
      rest = (lines.pop() ?? '') + text.slice(whole)
      const messages = lines.map(takeLine).filter((message) => message !== undefined)
      return held + rest.length > SSE_MESSAGE_CHARS_MAX ? { kind: 'overflow' } : { kind: 'messages', messages }
    },
  }
}

function splitLine(line: string): { field: string; value: string } {
  const colon = line.indexOf(':')
  if (colon === -1) return { field: line, value: '' }
  const value = line.slice(colon + 1)
  return { field: line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value }
}
