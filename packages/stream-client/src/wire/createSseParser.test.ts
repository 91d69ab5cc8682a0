import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSseParser, SSE_MESSAGE_CHARS_MAX, type SseMessage } from './createSseParser.ts'

const readAll = (chunks: readonly string[]): SseMessage[] => {
  const parser = createSseParser()
  return chunks.flatMap((chunk) => {
    const read = parser.push(chunk)
    return read.kind === 'messages' ? [...read.messages] : []
  })
}

describe('reading an event stream', () => {
  it('reads the fields, joins data lines and passes over comments', () => {
    expect(readAll([': hi\n\nevent: events\nid: 1\ndata: a\ndata:b\n\ndata\n\n'])).toEqual([
      { event: 'events', data: 'a\nb' },
      { event: 'message', data: '' },
    ])
  })

  it('reads the same however the text is cut and whichever line end is used', () => {
    const line = fc.stringMatching(/^[^\r\n]{0,12}$/)
    const messages = fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 5 })
    fc.assert(
      fc.property(messages, fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat(80)), (sent, end, cuts) => {
        const text = sent.map((lines) => `${lines.map((data) => `data: ${data}${end}`).join('')}${end}`).join('')
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length]
        const chunks = places.slice(1).map((place, index) => text.slice(places[index], place))
        // The one at the very end tells a lone carriage return from the first half of a line end.
        expect(readAll([...chunks, ':'])).toEqual(sent.map((lines) => ({ event: 'message', data: lines.join('\n') })))
      }),
    )
  })

  it('gives up on a message without an end', () => {
    expect(createSseParser().push(`data: ${'x'.repeat(SSE_MESSAGE_CHARS_MAX)}`)).toEqual({ kind: 'overflow' })
  })
})
