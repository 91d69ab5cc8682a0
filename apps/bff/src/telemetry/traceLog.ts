import type { CloudEvent } from '@nobet/contracts'
import type { AppendOutcome, EventLog } from '../log/eventLog.ts'
import type { Span, Tracer } from './tracer.ts'

const MESSAGING = { 'messaging.system': 'nobet', 'messaging.destination.name': 'events' } as const

/** The log with a span around each append: in the trace of the publisher, or of the first event that names one. */
export function traceLog(log: EventLog, tracer: Tracer): EventLog {
  if (!tracer.enabled) return log
  return {
    ...log,
    append(events, options) {
      const spec = {
        name: 'append events',
        links: tracesOf(events),
        attributes: { ...MESSAGING, 'messaging.operation.name': 'append', ...describe(events) },
        ...(tracer.current() === undefined ? { parent: tracesOf(events)[0] } : {}),
      }
      return tracer.run(spec, async (span) => conclude(span, await log.append(events, options)))
    },
  }
}

/** What a span says of the events it carries; a single event by name, a batch by number. */
export function describe(events: readonly CloudEvent[]) {
  const [first] = events
  return {
    'messaging.batch.message_count': events.length,
    ...(events.length === 1 && first !== undefined
      ? { 'messaging.message.id': first.id, 'cloudevents.event_type': first.type }
      : {}),
  }
}

/** The different traces of these events, in order. */
export const tracesOf = (events: readonly CloudEvent[]): string[] => [
  ...new Set(events.flatMap(({ traceparent }) => traceparent ?? [])),
]

function conclude(span: Span, outcome: AppendOutcome): AppendOutcome {
  switch (outcome.kind) {
    case 'appended': {
      const last = outcome.cursors.at(-1)
      if (last !== undefined) span.set({ 'nobet.cursor': last })
      return outcome
    }
    case 'unavailable':
    case 'fenced':
      span.fail(outcome.kind)
      return outcome
  }
}
