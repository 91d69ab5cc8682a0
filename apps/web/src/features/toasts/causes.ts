import type { ModuleState } from '@nobet/contracts'

type Labels = Readonly<Record<string, string>>

/** A module that is gone or hangs explains its own alerts; one that is slow does not. */
export const explainsModule = (state: ModuleState): boolean => state === 'down' || state === 'wedged'

/**
 * Which outages would explain an alert, by the labels our rules carry: absence is told by who cannot see
 * (`absence="true"`), what is about an upstream names it.
 */
export function causesOfAlert(labels: Labels, module: string | undefined): readonly string[] {
  const { upstream, absence, component } = labels
  return [
    ...(upstream === undefined ? [] : [`upstream:${upstream}`]),
    ...(absence === 'true' ? ['upstream:prometheus', 'upstream:watchdog'] : []),
    ...(component === 'redis' ? ['upstream:redis', 'upstream:log'] : []),
    ...(component === 'stream' || labels['alertname'] === 'PanelLogDown' ? ['upstream:log', 'upstream:redis'] : []),
    ...(module === undefined ? [] : [`module:${module}`]),
  ]
}

/** The always-firing alert comes from Prometheus through Alertmanager; the log lives in Redis. */
export function causesOfUpstream(upstream: string): readonly string[] {
  if (upstream === 'watchdog') return ['upstream:prometheus', 'upstream:alertmanager']
  if (upstream === 'log') return ['upstream:redis']
  return []
}
