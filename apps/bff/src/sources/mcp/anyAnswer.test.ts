import { HealthChecked } from '@nobet/contracts'
import { judgeProbe, startTrack } from '@nobet/domain/health'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listen } from './testing/listen.ts'
import { climb } from './testing/probing.ts'

/** Three failures of each kind would be slow; each run is one climb over a real socket. */
const RUNS = 80
const EVENT_BYTES_MAX = 64 * 1_024

const message = fc.oneof(
  fc.json(),
  fc.string(),
  fc.record({ jsonrpc: fc.constant('2.0'), id: fc.constantFrom(0, 1, null, 'x'), result: fc.jsonValue() }).map(toText),
  fc
    .record({ code: fc.constantFrom(-32_022, -32_601, -32_020, 7), message: fc.string(), data: fc.jsonValue() })
    .map((error) => toText({ jsonrpc: '2.0', id: 0, error })),
  fc
    .record({ protocolVersion: fc.string(), capabilities: fc.jsonValue(), serverInfo: fc.jsonValue() })
    .map((result) => toText({ jsonrpc: '2.0', id: 0, result })),
)

function toText(value: unknown): string {
  return JSON.stringify(value)
}

const anyAnswer = fc.record({
  status: fc.constantFrom(200, 200, 200, 202, 204, 301, 400, 401, 403, 404, 405, 406, 418, 429, 500, 503),
  type: fc.constantFrom('application/json', 'text/event-stream', 'text/html', 'x/y; charset=bogus', ''),
  session: fc.constantFrom(undefined, 's'),
  body: fc.oneof(
    message,
    message.map((text) => `event: message\ndata: ${text}\n\n`),
  ),
})

it('law: whatever a server answers, the probe ends with a verdict that fits its schema and an event', async () => {
  let now: { status: number; type: string; session: string | undefined; body: string } | undefined
  const url = await listen((_request, response) => {
    const { status, type, session, body } = now ?? { status: 500, type: '', session: undefined, body: '' }
    response.writeHead(status, {
      ...(type === '' ? {} : { 'content-type': type }),
      ...(session === undefined ? {} : { 'mcp-session-id': session }),
    })
    response.end(body)
  })
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      now = answer
      const { result, session } = await climb(url, { budget: { discoverMs: 100 } })
      expect(result.outcome).toBe('failed')
      expect(session).not.toBe(undefined)
      const { checked } = judgeProbe(startTrack({ at: 0 }), result, { at: 0, random: 0 })
      expect(HealthChecked.safeParse(checked).success).toBe(true)
      expect(Buffer.byteLength(JSON.stringify(checked))).toBeLessThan(EVENT_BYTES_MAX)
    }),
    { numRuns: RUNS },
  )
}, 60_000)
