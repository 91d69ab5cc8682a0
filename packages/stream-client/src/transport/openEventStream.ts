import { createSseParser } from '../wire/createSseParser.ts'
import { decodeFrame } from '../wire/decodeFrame.ts'
import { eventStreamUrl, requestHeaders } from './endpoints.ts'
import { toEndOfError, toEndOfResponse } from './toEnd.ts'
import type { Connection, End, OpenTransport, Signal } from './transport.ts'

const MEDIA_TYPE = 'text/event-stream'

/** `GET /api/v1/events/stream` read from the body of a `fetch`: unlike EventSource it can send headers, also in Node. */
export const openEventStream: OpenTransport = (deps, request, onSignal) => {
  const aborter = new AbortController()
  let over = false
  const tell = (signal: Signal) => {
    if (over) return
    if (signal.kind === 'ended') {
      over = true
      aborter.abort()
    }
    onSignal(signal)
  }
  // Taken out of its object: a browser's fetch refuses to be called as a method of another.
  const { fetch, clock } = deps
  const startedAt = clock.monotonic()

  void read().then(
    (end) => tell({ kind: 'ended', end }),
    (error: unknown) => tell({ kind: 'ended', end: toEndOfError(error, 'cut') }),
  )
  return { transport: 'sse', send: () => false, close } satisfies Connection

  async function read(): Promise<End> {
    const response = await fetch(eventStreamUrl(request), {
      headers: requestHeaders(request, MEDIA_TYPE),
      cache: 'no-store',
      signal: aborter.signal,
    })
    if (!response.ok) return toEndOfResponse(response, clock.now())
    if (!(response.headers.get('content-type') ?? '').startsWith(MEDIA_TYPE) || response.body === null) {
      return { kind: 'refused', code: response.status, text: `the answer is no ${MEDIA_TYPE}` }
    }
    tell({ kind: 'round-trip', ms: clock.monotonic() - startedAt })
    return readBody(response.body)
  }

  async function readBody(body: ReadableStream<Uint8Array>): Promise<End> {
    const reader = body.getReader()
    const decoder = new TextDecoder()
    const parser = createSseParser()
    for (;;) {
      const { done, value } = await reader.read()
      if (done || over) return { kind: 'cut', text: 'the stream ended' }
      const chunk = parser.push(decoder.decode(value, { stream: true }))
      if (chunk.kind === 'overflow') return { kind: 'protocol', text: 'a message without an end' }
      for (const message of chunk.messages) takeMessage(message.data)
    }
  }

  function takeMessage(data: string): void {
    const decoded = decodeFrame(data)
    if (decoded.kind !== 'unknown') tell(decoded)
  }

  function close(): void {
    over = true
    aborter.abort()
  }
}
