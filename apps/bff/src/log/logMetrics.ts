import { type CloudEvent, isEventType } from '@nobet/contracts'
import type { Metrics } from '../metrics/metrics.ts'
import { createModuleLabel } from '../metrics/moduleLabel.ts'

/** The hooks of the log that count what was published, held and dropped; duplicates are not published twice. */
export function createLogMetrics(metrics: Metrics, modules: readonly string[]) {
  const moduleLabel = createModuleLabel(modules)
  return {
    onAppended(entries: readonly { readonly event: CloudEvent }[]) {
      for (const { event } of entries) {
        const type = isEventType(event.type) ? event.type : '_other'
        metrics.eventsPublished.inc({ module: moduleLabel(event.module), event_type: type })
      }
    },
    onEvicted(count: number) {
      metrics.logEvicted.inc(count)
    },
    onLength: (length: number) => metrics.logLength.set(length),
  }
}
