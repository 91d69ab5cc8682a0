import { CatalogueChanged, type CloudEvent, isEventType, parseWith, TtlChanged } from '@nobet/contracts'
import type { Metrics } from '../metrics/metrics.ts'
import { createModuleLabel } from '../metrics/moduleLabel.ts'

/** The hooks of the log that count what was published, held and dropped; duplicates are not published twice. */
export function createLogMetrics(metrics: Metrics, modules: readonly string[]) {
  const moduleLabel = createModuleLabel(modules)
  const countTtlChange = (module: string, data: unknown) => {
    const change = parseWith(TtlChanged, data)
    if (change.ok) metrics.ttlChanges.inc({ module, cause: change.value.cause })
  }
  /** The first catalogue of a module is where comparing begins, not a change. */
  const countCatalogueChange = (module: string, data: unknown) => {
    const change = parseWith(CatalogueChanged, data)
    if (change.ok && change.value.before !== null) metrics.catalogueChanges.inc({ module })
  }
  return {
    onAppended(entries: readonly { readonly event: CloudEvent }[]) {
      for (const { event } of entries) {
        const type = isEventType(event.type) ? event.type : '_other'
        const module = moduleLabel(event.module)
        metrics.eventsPublished.inc({ module, event_type: type })
        if (type === 'cache.ttl.changed') countTtlChange(module, event.data)
        if (type === 'mcp.catalogue.changed') countCatalogueChange(module, event.data)
      }
    },
    onEvicted(count: number) {
      metrics.logEvicted.inc(count)
    },
    onLength: (length: number) => metrics.logLength.set(length),
  }
}
