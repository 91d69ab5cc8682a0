import { memo, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Bar, layOutBars } from '../log/createRates.ts'
import type { Span } from './span.ts'
import styles from './RatePanel.module.css'

/** Height of the drawing's own coordinates; the bars stretch to whatever is there. */
const HEIGHT = 64
const GAP_SHARE = 0.2

interface Props {
  readonly bars: readonly Bar[]
  readonly frame: ReturnType<typeof layOutBars>
  readonly gaps: readonly Span[]
  /** Before this instant this tab knows nothing. */
  readonly knownFrom: number
}

/** Three paths, one a severity, stacked: constant cost however many bars there are. */
export const RateBars = memo(function RateBars({ bars, frame, gaps, knownFrom }: Props) {
  const t = useTranslations('events.rate')
  const paths = useMemo(() => toPaths(bars), [bars])
  const total = bars.reduce((sum, { info, warning, critical }) => sum + info + warning + critical, 0)
  const xOf = (at: number) => Math.min(frame.count, Math.max(0, (at - frame.from) / frame.barMs))
  const unknownTo = Number.isFinite(knownFrom) ? xOf(knownFrom) : frame.count
  return (
    <svg
      className={styles['bars']}
      viewBox={`0 0 ${frame.count} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('label', { count: total })}
    >
      <defs>
        <pattern id="events-hatch" width="1" height="4" patternUnits="userSpaceOnUse" patternTransform="skewX(-6)">
          <rect className={styles['hatchLine']} width="0.35" height="4" />
        </pattern>
      </defs>
      <rect className={styles['unknown']} x="0" width={unknownTo} y={HEIGHT - 2} height="2" />
      <path className={styles['info']} d={paths.info} />
      <path className={styles['warning']} d={paths.warning} />
      <path className={styles['critical']} d={paths.critical} />
      {gaps.map((gap) => (
        <rect
          key={gap.from}
          className={styles['gap']}
          x={Math.floor(xOf(gap.from))}
          width={Math.max(0, Math.ceil(xOf(gap.to)) - Math.floor(xOf(gap.from)))}
          y="0.5"
          height={HEIGHT - 1}
        />
      ))}
    </svg>
  )
})

function toPaths(bars: readonly Bar[]): Record<keyof Bar, string> {
  const most = Math.max(1, ...bars.map(({ info, warning, critical }) => info + warning + critical))
  const parts: Record<keyof Bar, string[]> = { info: [], warning: [], critical: [] }
  for (const [at, bar] of bars.entries()) {
    let floor = HEIGHT
    for (const level of ['info', 'warning', 'critical'] as const) {
      if (bar[level] === 0) continue
      const tall = Math.max(level === 'info' ? 1 : 3, (bar[level] / most) * (HEIGHT - 4))
      parts[level].push(
        `M${at + GAP_SHARE / 2} ${round(floor - tall)}h${1 - GAP_SHARE}v${round(tall)}h-${1 - GAP_SHARE}z`,
      )
      floor -= tall
    }
  }
  return { info: parts.info.join(''), warning: parts.warning.join(''), critical: parts.critical.join('') }
}

const round = (value: number): number => Math.round(value * 10) / 10
