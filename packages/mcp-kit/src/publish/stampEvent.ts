import type { CloudEvent, Severity } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { formatTraceparent, traceScope } from '../trace/traceContext.ts'
import { uuidV7 } from './uuidV7.ts'

/** What a module says; the rest of the envelope follows from who says it and when. */
export interface EventDraft {
  readonly type: string
  readonly data: unknown
  readonly subject?: string
  readonly severity?: Severity
}

/** Makes the CloudEvent once, with its id and the trace of the request in hand, so that a retry cannot double it. */
export function stampEvent(draft: EventDraft, module: string, deps: { clock: Clock; random: Random }): CloudEvent {
  const now = deps.clock.now()
  const trace = traceScope.getStore()
  return {
    specversion: '1.0',
    id: uuidV7(now, deps.random),
    source: `/modules/${module}`,
    type: draft.type,
    subject: draft.subject ?? module,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    module,
    severity: draft.severity ?? 'info',
    ...(trace === undefined ? {} : { traceparent: formatTraceparent(trace) }),
    data: draft.data,
  }
}
