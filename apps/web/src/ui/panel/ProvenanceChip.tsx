import { Clock, HardDrive, Lock, PieChart, Plug, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '../cx.ts'
import { useNow } from '../clock/useNow.tsx'
import { useFormat } from '../format/useFormat.ts'
import { useFreshness } from '../useFreshness.ts'
import styles from './ProvenanceChip.module.css'

/** Where a panel's values come from. `observed` judges itself by age, interval and link; the others are said. */
export type Provenance =
  | { readonly kind: 'observed'; readonly at: string | null; readonly intervalMs: number | null }
  | { readonly kind: 'cached'; readonly at: string }
  | { readonly kind: 'stale'; readonly since: string }
  | { readonly kind: 'partial'; readonly got: number; readonly of: number }
  | { readonly kind: 'unavailable' | 'not_configured' | 'forbidden' | 'loading' | 'unknown' }

/** `live · 2 s`, `cached · 34 s`, `stale since 14:02:11`, …: the further from live, the heavier. */
export function ProvenanceChip({ provenance }: { provenance: Provenance }) {
  const t = useTranslations('provenance')
  const format = useFormat()
  switch (provenance.kind) {
    case 'observed':
      return <ObservedChip at={provenance.at} intervalMs={provenance.intervalMs} />
    case 'cached':
      return <AgedChip look="cached" at={provenance.at} />
    case 'stale':
      return (
        <Chip look="stale" icon={<Clock />} title={format.absolute(provenance.since)}>
          {t('staleSince', { time: format.clock(provenance.since) })}
        </Chip>
      )
    case 'partial':
      return (
        <Chip look="partial" icon={<PieChart />}>
          {t('partial', { got: provenance.got, of: provenance.of })}
        </Chip>
      )
    case 'unavailable':
      return (
        <Chip look="gone" icon={<X />}>
          {t('unavailable')}
        </Chip>
      )
    case 'not_configured':
      return (
        <Chip look="outline" icon={<Plug />}>
          {t('notConfigured')}
        </Chip>
      )
    case 'forbidden':
      return (
        <Chip look="outline" icon={<Lock />}>
          {t('forbidden')}
        </Chip>
      )
    case 'unknown':
      return <Chip look="outline">{t('unknown')}</Chip>
    case 'loading':
      return <Chip look="live">{t('loading')}</Chip>
  }
}

function ObservedChip({ at, intervalMs }: { at: string | null; intervalMs: number | null }) {
  const t = useTranslations('provenance')
  const freshness = useFreshness(at, intervalMs)
  if (at === null || freshness === 'unknown') return <Chip look="outline">{t('unknown')}</Chip>
  return <AgedChip look={freshness} at={at} />
}

function AgedChip({ look, at }: { look: 'live' | 'cached' | 'stale'; at: string }) {
  const t = useTranslations('provenance')
  const format = useFormat()
  const age = format.duration(Math.max(0, useNow() - Date.parse(at)))
  const icon = { live: <i className={styles['dot']} />, cached: <HardDrive />, stale: <Clock /> }[look]
  return (
    <Chip look={look} icon={icon} title={format.absolute(at)}>
      {t(look, { age })}
    </Chip>
  )
}

interface ChipProps {
  readonly look: 'live' | 'cached' | 'stale' | 'partial' | 'gone' | 'outline'
  readonly icon?: ReactNode
  readonly title?: string
  readonly children: string
}

const Chip = ({ look, icon, title, children }: ChipProps) => (
  <span className={cx(styles['chip'], styles[look])} title={title} data-provenance={look}>
    {icon}
    {children}
  </span>
)
