import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { Era } from '@nobet/contracts'
import type { ProbeFetch } from './probeFetch.ts'
import type { ProbeBudget, ProbeTarget } from './probeTarget.ts'

export interface ClientSpec {
  readonly budget: ProbeBudget
  readonly version: string
  readonly knownEra: Era | undefined
}

/** The official client; it asks in the new way first unless the server is known to be of the old era. */
export function createProbeClient({ budget, version, knownEra }: ClientSpec): Client {
  const mode = knownEra === 'legacy' ? 'legacy' : 'auto'
  return new Client(
    { name: 'nobet', version },
    { versionNegotiation: { mode, probe: { timeoutMs: budget.totalMs * 2 } } },
  )
}

/** Every request goes out through the probe's own `fetch`; nothing is tried again. */
export function createProbeTransport(
  probe: ProbeFetch,
  target: ProbeTarget,
  traceparent: string | undefined,
): StreamableHTTPClientTransport {
  const headers = {
    ...(target.token === undefined ? {} : { authorization: `Bearer ${target.token}` }),
    ...(traceparent === undefined ? {} : { traceparent }),
  }
  return new StreamableHTTPClientTransport(new URL(target.url), {
    fetch: probe.fetch,
    requestInit: { redirect: 'manual', headers },
    reconnectionOptions: {
      maxRetries: 0,
      initialReconnectionDelay: 1,
      maxReconnectionDelay: 1,
      reconnectionDelayGrowFactor: 1,
    },
  })
}
