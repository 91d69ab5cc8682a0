import type { PanelColumns } from '@nobet/contracts'
import type { LiveAnswer } from '../../../api/useLiveQuery.ts'
import type { ChartState } from '../../../ui/chart/ChartPanel.tsx'

export interface StateWords {
  readonly empty: string
  readonly emptyHint: string
  readonly failed: string
  readonly notConfigured: string
  readonly notConfiguredHint: string
  readonly forbidden: string
  readonly role: string
  readonly need: string
}

/** What stands in the panel: old figures stay, with their age in the chip; only where there are none a message does. */
export function toChartState(answer: Omit<LiveAnswer<PanelColumns>, 'ref'>, words: StateWords): ChartState {
  const { state, value, fault, observedAt, retry } = answer
  if (value !== undefined) {
    const isEmpty = value.series.every(({ values }) => values.every((figure) => figure === null))
    return isEmpty ? { kind: 'empty', title: words.empty, hint: words.emptyHint } : { kind: 'ready' }
  }
  switch (state) {
    case 'not_configured':
      return {
        kind: 'not_configured',
        title: words.notConfigured,
        configKey: 'NOBET_PROMETHEUS_URL',
        fileKey: 'prometheus.url',
        hint: words.notConfiguredHint,
      }
    case 'forbidden':
      return { kind: 'forbidden', title: words.forbidden, role: words.role, need: words.need }
    case 'unavailable':
      return { kind: 'error', title: words.failed, message: fault?.message ?? '', lastOkAt: observedAt, onRetry: retry }
    case 'loading':
    case 'live':
    case 'cached':
    case 'stale':
      return { kind: 'loading' }
  }
}
