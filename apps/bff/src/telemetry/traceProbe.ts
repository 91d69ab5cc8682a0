import type { Clock } from '../clock.ts'
import type { ModuleProbe, Observation } from '../sources/mcp/probeModule.ts'
import { noTracer, type Span, type Tracer } from './tracer.ts'

export interface ProbeTraceDeps {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly tracer?: Tracer | undefined
}

/** One probe as a span with its rungs as events; what it asks and what it publishes belong to the same trace. */
export function traceProbe(probe: ModuleProbe, { clock, tracer = noTracer }: ProbeTraceDeps): Promise<Observation> {
  if (!tracer.enabled) return probe.run()
  const { id, url } = probe.target
  const { hostname, port } = new URL(url)
  const attributes = {
    'nobet.module': id,
    'server.address': hostname,
    ...(port === '' ? {} : { 'server.port': Number(port) }),
  }
  return tracer.run({ name: `probe ${id}`, kind: 'client', attributes }, async (span) => {
    const startedAt = clock.monotonic()
    const observation = await probe.run(span.traceparent)
    tellRungs(span, observation, startedAt)
    const { traceparent } = span
    if (traceparent === undefined) return observation
    return { ...observation, events: observation.events.map((event) => ({ ...event, traceparent })) }
  })
}

/** Rungs follow one another: each one's event stands where it ended. */
function tellRungs(span: Span, { checked }: Observation, startedAt: number): void {
  let at = startedAt
  for (const { rung, status, ms = 0, detail } of checked.rungs) {
    if (status === 'skipped') continue
    at += ms
    span.event(
      rung,
      { 'nobet.rung.status': status, 'nobet.rung.ms': ms, ...(detail === undefined ? {} : { detail }) },
      at,
    )
  }
  span.set({
    'nobet.module.state': checked.state,
    ...(checked.era === undefined ? {} : { 'mcp.era': checked.era }),
    ...(checked.protocolVersion === undefined ? {} : { 'mcp.protocol.version': checked.protocolVersion }),
  })
  if (checked.outcome === 'failed') span.fail(checked.finding?.code ?? 'failed')
}
