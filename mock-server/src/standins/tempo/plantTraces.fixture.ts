import { randomBytes } from 'node:crypto'
import { readFixture } from '../testing/fixture.ts'

interface SpanJson {
  traceId: string
  spanId: string
  parentSpanId?: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  events?: { timeUnixNano: string }[]
}
export interface Batch {
  scopeSpans: { spans: SpanJson[] }[]
}

export interface Planted {
  /** 32 hex digits; the first is a zero, which search leaves out. */
  traceId: string
  startSeconds: number
  /** As the trace must come back by id: ids in base64. */
  batches: Batch[]
}

const AGE_S = 5n

/** Sends the recorded trace with ids of its own and times near now; ids must be fresh where traces are kept. */
export async function plantTrace(otlpUrl: string): Promise<Planted> {
  const recorded = readFixture('tempo-3.0', 'trace').body as { batches: Batch[] }
  const traceId = `0${randomBytes(16).toString('hex').slice(1)}`
  const startNs = (BigInt(Math.floor(Date.now() / 1000)) - AGE_S) * 1_000_000_000n
  const firstNs = BigInt(recorded.batches[0]?.scopeSpans[0]?.spans[0]?.startTimeUnixNano ?? 0)
  const spanIds = new Map<string, string>()
  const freshId = (id: string) => {
    const fresh = spanIds.get(id) ?? randomBytes(8).toString('base64')
    spanIds.set(id, fresh)
    return fresh
  }
  const shift = (ns: string) => String(BigInt(ns) - firstNs + startNs)
  const batches = recorded.batches.map((batch) => ({
    ...batch,
    scopeSpans: batch.scopeSpans.map((scoped) => ({
      ...scoped,
      spans: scoped.spans.map((span) => ({
        ...span,
        traceId: Buffer.from(traceId, 'hex').toString('base64'),
        spanId: freshId(span.spanId),
        ...(span.parentSpanId !== undefined && { parentSpanId: freshId(span.parentSpanId) }),
        startTimeUnixNano: shift(span.startTimeUnixNano),
        endTimeUnixNano: shift(span.endTimeUnixNano),
        ...(span.events && { events: span.events.map((one) => ({ ...one, timeUnixNano: shift(one.timeUnixNano) })) }),
      })),
    })),
  }))
  const answer = await fetch(`${otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: batches }, (key, value: unknown) =>
      ['traceId', 'spanId', 'parentSpanId'].includes(key)
        ? Buffer.from(String(value), 'base64').toString('hex')
        : value,
    ),
  })
  if (answer.status !== 200) throw new Error(`the trace was refused: ${answer.status} ${await answer.text()}`)
  return { traceId, startSeconds: Number(startNs / 1_000_000_000n), batches }
}
