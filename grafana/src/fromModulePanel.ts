import { PANELS, type PanelDefinition } from '@nobet/domain/panels'
import type { PanelSpec } from './panelSpec.ts'

const UNITS: Readonly<Record<string, PanelSpec['unit']>> = {
  seconds: 's',
  perSecond: 'reqps',
  ratio: 'percentunit',
  bytes: 'bytes',
  count: 'short',
}

/** The same question as on the module's page of the panel, with Grafana's words for module and window. */
export function fromModulePanel(
  id: keyof typeof PANELS,
  words: { readonly title: string; readonly description: string },
): PanelSpec {
  const { kind, unit, promql, legend, thresholds, exemplars }: PanelDefinition = PANELS[id]
  const expr = promql.replaceAll('$server', 'job="$module"').replaceAll('$__rate', '$__rate_interval')
  const [red] = thresholds
  const grafanaUnit = UNITS[unit]
  return {
    ...words,
    kind: kind === 'stacked' ? 'stacked' : 'lines',
    ...(grafanaUnit === undefined ? {} : { unit: grafanaUnit }),
    ...(red === undefined ? {} : { red }),
    queries: [{ expr, legend, ...(exemplars === undefined ? {} : { exemplar: true }) }],
  }
}
