import type { ModuleSamples, ModuleView } from '@nobet/contracts'
import { type ReactNode, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { ChartSeries } from '../../ui/chart/series.ts'
import { TimeSeries } from '../../ui/chart/TimeSeries.tsx'
import { useNow } from '../../ui/clock/useNow.tsx'
import { Panel, PanelBody } from '../../ui/panel/Panel.tsx'
import { PanelEmpty } from '../../ui/panel/PanelStates.tsx'
import { toModuleSeries } from './toModuleSeries.ts'

/** Charts move on in steps of this, so that a ticking clock does not redraw them every second. */
const STEP_MS = 5_000
const FALLBACK_INTERVAL_MS = 10_000

interface Props {
  readonly module: ModuleView
  readonly samples: ModuleSamples
  readonly rangeMs: number
}

/** The panel's own last hour of this module: probe latency, events and streams, with honest gaps. */
export function ModuleCharts({ module, samples, rangeMs }: Props) {
  const t = useTranslations('module')
  const now = Math.ceil(useNow() / STEP_MS) * STEP_MS
  const intervalMs = module.intervalMs ?? FALLBACK_INTERVAL_MS
  const range = useMemo(() => ({ from: now - rangeMs, to: now }), [now, rangeMs])
  const series = useMemo(() => toModuleSeries(samples.samples, intervalMs, range), [samples, intervalMs, range])
  const lines = useMemo(
    () => toLines(series, { whole: t('whole'), list: t('list'), events: t('events'), streams: t('streams') }),
    [series, t],
  )
  const common = { times: series.times, range, syncKey: module.id }
  const chart = (title: string, children: ReactNode) => (
    <ChartPanel title={title} module={module} empty={series.times.length === 0}>
      {children}
    </ChartPanel>
  )
  return (
    <>
      {chart(
        t('latency'),
        <TimeSeries {...common} label={t('latencyLabel', { module: module.title })} series={lines.latency} unit="ms" />,
      )}
      {chart(
        t('rate'),
        <TimeSeries {...common} label={t('rateLabel', { module: module.title })} series={lines.rate} unit="count" />,
      )}
      {chart(
        t('connections'),
        <TimeSeries
          {...common}
          label={t('connectionsLabel', { module: module.title })}
          series={lines.connections}
          unit="count"
        />,
      )}
    </>
  )
}

function ChartPanel({
  title,
  module,
  empty,
  children,
}: {
  title: string
  module: ModuleView
  empty: boolean
  children: ReactNode
}) {
  const t = useTranslations('module')
  return (
    <Panel title={title} provenance={{ kind: 'observed', at: module.observedAt, intervalMs: module.intervalMs }}>
      {empty ? <PanelEmpty title={t('noSamples')}>{t('noSamplesHint')}</PanelEmpty> : <PanelBody>{children}</PanelBody>}
    </Panel>
  )
}

interface LineNames {
  readonly whole: string
  readonly list: string
  readonly events: string
  readonly streams: string
}

function toLines(series: ReturnType<typeof toModuleSeries>, names: LineNames) {
  const latency: ChartSeries[] = [
    { id: 'whole', label: names.whole, tone: 'q95', values: series.latencyMs },
    { id: 'list', label: names.list, tone: 'q50', values: series.listMs, dash: [6, 3] },
  ]
  const rate: ChartSeries[] = [
    { id: 'events', label: names.events, tone: 'c1', values: series.eventsPerMinute, look: 'area' },
  ]
  const connections: ChartSeries[] = [
    { id: 'streams', label: names.streams, tone: 'c4', values: series.connections, look: 'area' },
  ]
  return { latency, rate, connections }
}
