import { type ModuleView, PanelAnswer, type PanelColumns, type Sourced } from '@nobet/contracts'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useApi } from '../../api/ApiContext.tsx'
import { type AnswerState, toProvenance } from '../../api/liveAnswer.ts'
import { type LiveAnswer, useLiveQuery } from '../../api/useLiveQuery.ts'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { ProvenanceChip } from '../../ui/panel/ProvenanceChip.tsx'
import { Sparkline } from '../../ui/Sparkline.tsx'
import styles from './CardMetrics.module.css'

const HOUR_MS = 3_600_000
const REFRESH_MS = 15_000
/** Of the line, px: what a card has room for. */
const WIDTH_PX = 80
const SPARK_PX = 22
const MS_PER_SECOND = 1_000
const UNMEASURED = '–'
/** From the best to the worst: one chip for all figures says the worst of them. */
const ORDER: readonly AnswerState[] = [
  'live',
  'cached',
  'loading',
  'stale',
  'not_configured',
  'forbidden',
  'unavailable',
]

/** What Prometheus knows of the calls a module serves: latency, rate, cache; with the age of the oldest of them. */
export const CardMetrics = ({ module }: { module: ModuleView }) => (
  <LaterTexts>
    <Figures module={module} />
  </LaterTexts>
)

function Figures({ module }: { module: ModuleView }) {
  const t = useTranslations('panels.card')
  const format = useFormat()
  const { ref, ...latency } = useFigure(module.id, 'latency')
  const { ref: rateRef, ...rate } = useFigure(module.id, 'request-rate')
  const { ref: cacheRef, ...cache } = useFigure(module.id, 'cache-hit-ratio')
  const watch = useMemo(() => join(ref, rateRef, cacheRef), [ref, rateRef, cacheRef])
  const answers = [latency, rate, cache]
  const worst = answers.reduce((a, b) => (isWorse(b, a) ? b : a))
  const p95 = latency.value?.series.find(({ name }) => name === 'p95')?.values ?? []
  const times = latency.value?.times ?? []
  const seconds = lastOf(p95)
  const old = ORDER.indexOf(worst.state) > ORDER.indexOf('cached')
  const shown = {
    latency: seconds === null ? UNMEASURED : format.latency(seconds * MS_PER_SECOND),
    rate: write(sumOfLast(rate.value), (value) => t('perSecond', { rate: format.number(round(value)) })),
    cache: write(lastOf(cache.value?.series[0]?.values ?? []), format.percent),
  }
  return (
    <div ref={watch} className={cx(styles['metrics'], old && styles['old'])}>
      <div className={styles['head']}>
        <span title={worst.fault?.message}>{t('heading')}</span>
        <Sparkline
          points={times.map((at, index) => ({ at, value: p95[index] ?? null }))}
          label={t('latencyLabel', { module: module.title, value: shown.latency })}
          height={SPARK_PX}
          look={old ? 'old' : 'live'}
        />
        <ProvenanceChip provenance={toProvenance(worst, REFRESH_MS)} />
      </div>
      <div className={styles['figures']}>
        <span>
          {t('p95')} <b>{shown.latency}</b>
        </span>
        <span>
          {t('rate')} <b>{shown.rate}</b>
        </span>
        <span>
          {t('cache')} <b>{shown.cache}</b>
        </span>
      </div>
    </div>
  )
}

function useFigure(module: string, panel: string): LiveAnswer<PanelColumns> {
  const api = useApi()
  const path = `/api/v1/modules/${encodeURIComponent(module)}/panels/${panel}?width=${WIDTH_PX}`
  const read = (signal: AbortSignal): Promise<Sourced<PanelColumns>> => api.read(path, PanelAnswer, signal)
  return useLiveQuery({ key: ['card', module, panel, HOUR_MS], read, intervalMs: REFRESH_MS })
}

type Judged = Pick<LiveAnswer<PanelColumns>, 'state' | 'observedAt'>

const isWorse = (a: Judged, b: Judged): boolean => {
  const difference = ORDER.indexOf(a.state) - ORDER.indexOf(b.state)
  return difference > 0 || (difference === 0 && (a.observedAt ?? '') < (b.observedAt ?? ''))
}

/** The present value or none: what was observed earlier in the hour is not it. */
const lastOf = (values: readonly (number | null)[]): number | null => values.at(-1) ?? null

function sumOfLast(columns: PanelColumns | undefined): number | null {
  const values = (columns?.series ?? []).flatMap(({ values: column }) => lastOf(column) ?? [])
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0)
}

const write = (value: number | null, toText: (value: number) => string): string =>
  value === null ? UNMEASURED : toText(value)

const round = (value: number): number => Math.round(value * 100) / 100

/** One element that three questions watch. */
const join =
  (...refs: readonly LiveAnswer<unknown>['ref'][]): LiveAnswer<unknown>['ref'] =>
  (element) => {
    const leave = refs.map((ref) => ref(element))
    return () => {
      for (const each of leave) if (typeof each === 'function') each()
    }
  }
