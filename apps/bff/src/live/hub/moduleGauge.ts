import { topicMatches } from '@nobet/contracts'
import type { Metrics } from '../../metrics/metrics.ts'

export interface ModuleGauge {
  /** A session that saw the first topics sees the second ones now. */
  change(before: readonly string[], after: readonly string[]): void
  /** Sessions that see a configured module now. */
  read(module: string): number | undefined
}

const OTHER = '_other'

/** `mcp_websocket_active_connections{module}`: sessions that subscribed to a module by name or by pattern. */
export function createModuleGauge(metrics: Metrics, modules: readonly string[]): ModuleGauge {
  const configured = modules.map((module) => `modules/${module}`)
  const counts = new Map(modules.map((module) => [module, 0]))
  for (const module of modules) metrics.activeConnections.set({ module }, 0)

  const add = (topics: readonly string[], by: 1 | -1) => {
    modules.forEach((module, index) => {
      const topic = configured[index] ?? ''
      if (!topics.some((pattern) => topicMatches(pattern, topic))) return
      counts.set(module, (counts.get(module) ?? 0) + by)
      metrics.activeConnections.inc({ module }, by)
    })
    const other = topics.some(
      (topic) => topic.startsWith('modules/') && topic !== 'modules/*' && !configured.includes(topic),
    )
    if (other) metrics.activeConnections.inc({ module: OTHER }, by)
  }

  return {
    change(before, after) {
      add(before, -1)
      add(after, 1)
    },
    read: (module) => counts.get(module),
  }
}
