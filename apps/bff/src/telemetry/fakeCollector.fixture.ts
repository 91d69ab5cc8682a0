import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { waitFor } from '@nobet/testkit'
import { onTestFinished } from 'vitest'

export interface SeenSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly events: readonly { readonly name: string }[]
  readonly links: readonly { readonly traceId: string }[]
  readonly failed: boolean
}

interface OtlpAttribute {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

/** An OTLP/HTTP collector that keeps what it is sent. */
export async function listenCollector(answer = 200) {
  const seen: SeenSpan[] = []
  let requests = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      requests += 1
      if (answer === 200) seen.push(...readSpans(Buffer.concat(chunks).toString()))
      response.writeHead(answer, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => void server.close(resolve))
  })
  // A listening TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo
  const find = (name: string, matches: (span: SeenSpan) => boolean = () => true) =>
    waitFor(() => seen.find((span) => span.name === name && matches(span)), { what: `the span "${name}"` })
  return { url: `http://127.0.0.1:${port}`, seen, find, requests: () => requests }
}

interface OtlpSpan extends Omit<SeenSpan, 'attributes' | 'events' | 'links' | 'failed'> {
  readonly attributes?: readonly OtlpAttribute[]
  readonly events?: SeenSpan['events']
  readonly links?: SeenSpan['links']
  readonly status?: { readonly code?: number }
}

interface OtlpRequest {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[] }[]
}

const FAILED = 2

function readSpans(body: string): SeenSpan[] {
  // The exporter's own format.
  const { resourceSpans } = JSON.parse(body) as OtlpRequest
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  return spans.map(({ attributes = [], events = [], links = [], status, ...span }) => ({
    ...span,
    events,
    links,
    failed: status?.code === FAILED,
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
  }))
}
