import type { Clock } from '../clock.ts'
import { noTracer, type Tracer } from './tracer.ts'

export interface TelemetryDeps {
  readonly clock: Clock
}

export interface TelemetryOptions {
  /** Base address of an OTLP/HTTP collector, `NOBET_OTLP_URL`; without it nothing is traced and no SDK is loaded. */
  readonly otlpUrl: string | undefined
  readonly version: string
  /** Spans are sent this often at the latest. */
  readonly flushMs?: number
}

export interface Telemetry {
  readonly tracer: Tracer
  /** Sends what is waiting, within a second; idempotent. */
  readonly stop: () => Promise<void>
}

/** Traces to an OTLP collector when there is one. A collector that is away disturbs nobody. */
export async function startTelemetry(deps: TelemetryDeps, options: TelemetryOptions): Promise<Telemetry> {
  const { otlpUrl } = options
  if (otlpUrl === undefined) return { tracer: noTracer, stop: async () => {} }
  const { startOtlpTracer } = await import('./otlpTracer.ts')
  return startOtlpTracer(deps, { ...options, otlpUrl })
}
