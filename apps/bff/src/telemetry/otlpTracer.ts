import {
  type Context,
  type Span as OtelSpan,
  type HrTime,
  type Link,
  ROOT_CONTEXT,
  SpanKind as OtelSpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider, ParentBasedSampler } from '@opentelemetry/sdk-trace-node'
import type { Clock } from '../clock.ts'
import { createCountingExporter } from './countingExporter.ts'
import { createRootSampler } from './rootSampler.ts'
import { spanInHand, traceInHand } from './spanInHand.ts'
import type { Telemetry, TelemetryDeps, TelemetryOptions } from './startTelemetry.ts'
import type { FinishedSpan, Span, SpanKind, SpanSpec, Tracer } from './tracer.ts'
import { formatTraceparent, readTraceparent } from './traceparent.ts'

const TRACES_PATH = '/v1/traces'
const QUEUE_SPANS = 4_096
const BATCH_SPANS = 512
const FLUSH_MS = 2_000
const EXPORT_TIMEOUT_MS = 5_000
const STOP_WITHIN_MS = 1_000
const ROOTS_PER_SECOND = 10
const LINKS_MAX = 32

const KINDS: Readonly<Record<SpanKind, OtelSpanKind>> = {
  internal: OtelSpanKind.INTERNAL,
  server: OtelSpanKind.SERVER,
  client: OtelSpanKind.CLIENT,
  producer: OtelSpanKind.PRODUCER,
  consumer: OtelSpanKind.CONSUMER,
}

/** Spans by OpenTelemetry's SDK, sent in bounded batches; what does not fit or is not taken is counted and dropped. */
export function startOtlpTracer(
  { clock }: TelemetryDeps,
  options: TelemetryOptions & { readonly otlpUrl: string },
): Telemetry {
  const exporter = createCountingExporter(
    new OTLPTraceExporter({ url: toTracesUrl(options.otlpUrl), timeoutMillis: EXPORT_TIMEOUT_MS }),
  )
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'nobet', 'service.version': options.version }),
    sampler: new ParentBasedSampler({ root: createRootSampler(clock, ROOTS_PER_SECOND) }),
    spanLimits: { linkCountLimit: LINKS_MAX },
    spanProcessors: [
      exporter.counter,
      new BatchSpanProcessor(exporter, {
        maxQueueSize: QUEUE_SPANS,
        maxExportBatchSize: BATCH_SPANS,
        scheduledDelayMillis: options.flushMs ?? FLUSH_MS,
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  })
  let stopping: Promise<void> | undefined
  const shutdown = async () => {
    let cancel = () => {}
    const patience = new Promise<void>((resolve) => {
      cancel = clock.setTimer(resolve, STOP_WITHIN_MS)
    })
    await Promise.race([provider.shutdown().catch(() => undefined), patience])
    cancel()
  }
  return {
    tracer: createTracer(clock, provider.getTracer('nobet', options.version), exporter.stats),
    stop: () => (stopping ??= shutdown()),
  }
}

function createTracer(clock: Clock, otel: ReturnType<NodeTracerProvider['getTracer']>, stats: Tracer['stats']): Tracer {
  const begin = (spec: SpanSpec, startTime: HrTime): OtelSpan =>
    otel.startSpan(
      spec.name,
      {
        kind: KINDS[spec.kind ?? 'internal'],
        startTime,
        links: toLinks(spec.links),
        ...(spec.attributes === undefined ? {} : { attributes: { ...spec.attributes } }),
      },
      toContext(spec.parent, spanInHand.getStore()),
    )

  return {
    enabled: true,
    async run(spec, work) {
      const wall = createWallClock(clock)
      const span = begin(spec, wall(clock.monotonic()))
      try {
        return await spanInHand.run(span, () => work(toSpan(span, wall)))
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR })
        span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown')
        throw error
      } finally {
        span.end(wall(clock.monotonic()))
      }
    },
    record(spec: FinishedSpan) {
      const wall = createWallClock(clock)
      const span = begin(spec, wall(spec.startedAt))
      span.end(wall(spec.endedAt))
      return toTraceparent(span)
    },
    current: traceInHand,
    stats,
  }
}

const toSpan = (span: OtelSpan, wall: (monotonic: number) => HrTime): Span => ({
  traceparent: toTraceparent(span),
  set: (attributes) => void span.setAttributes({ ...attributes }),
  event: (name, attributes, at) => void span.addEvent(name, { ...attributes }, wall(at)),
  fail(reason) {
    span.setStatus({ code: SpanStatusCode.ERROR })
    span.setAttribute('error.type', reason)
  },
})

/** One span's times all hang on one reading of the wall clock: a step of it shortens or turns none of them. */
function createWallClock(clock: Clock): (monotonic: number) => HrTime {
  const origin = clock.now() - clock.monotonic()
  return (monotonic) => {
    const ms = origin + monotonic
    const seconds = Math.floor(ms / 1_000)
    return [seconds, Math.round((ms - seconds * 1_000) * 1e6)]
  }
}

const toTraceparent = (span: OtelSpan): string => {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return formatTraceparent({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) !== 0 })
}

function toContext(parent: string | undefined, inHand: OtelSpan | undefined): Context {
  const remote = toSpanContext(parent)
  if (remote !== undefined) return trace.setSpanContext(ROOT_CONTEXT, remote)
  return inHand === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, inHand)
}

const toLinks = (links: readonly string[] = []): Link[] =>
  links.slice(0, LINKS_MAX).flatMap((link) => {
    const context = toSpanContext(link)
    return context === undefined ? [] : [{ context }]
  })

function toSpanContext(text: string | undefined) {
  const read = readTraceparent(text)
  if (read === undefined) return undefined
  const { traceId, spanId, sampled } = read
  return { traceId, spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true }
}

const toTracesUrl = (base: string): string =>
  base.endsWith(TRACES_PATH) ? base : `${base.replace(/\/$/, '')}${TRACES_PATH}`
