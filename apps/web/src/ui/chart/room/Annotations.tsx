import { Bell, Clock, Database, GitBranch, HeartPulse, type LucideIcon, Plug, Wrench } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { toShare } from '../axis/xScale.ts'
import { useFormat } from '../../format/useFormat.ts'
import type { AnnotationKind, AnnotationTone, ChartAnnotation } from '../series.ts'
import type { ChartModel } from './useChartModel.ts'
import styles from './Annotations.module.css'

/** Marks closer than this stand together; a mark is as wide as a finger needs. */
const CLUSTER_PX = 24
/** Room a word needs beside its mark. */
const WORD_PX = 72
/** Sentences in one mark's hover text. */
const SENTENCES_MAX = 8

const ICONS: Record<AnnotationKind, LucideIcon> = {
  alert: Bell,
  state: HeartPulse,
  ttl: Clock,
  sync: GitBranch,
  catalogue: Wrench,
  upstream: Plug,
  other: Database,
}
const TONES: Record<AnnotationKind, AnnotationTone> = {
  alert: 'bad',
  state: 'warn',
  ttl: 'accent',
  sync: 'info',
  catalogue: 'accent',
  upstream: 'warn',
  other: 'info',
}
const WEIGHTS: Record<AnnotationTone, number> = { bad: 3, warn: 2, accent: 1, info: 0 }

export interface Cluster {
  /** Epoch milliseconds of the first. */
  readonly at: number
  readonly items: readonly ChartAnnotation[]
}

export const toneOfMark = (one: ChartAnnotation): AnnotationTone => one.tone ?? TONES[one.kind]

/** The worst of a cluster colours it. */
export const toneOfCluster = ({ items }: Cluster): AnnotationTone =>
  items.map(toneOfMark).reduce((worst, tone) => (WEIGHTS[tone] > WEIGHTS[worst] ? tone : worst), 'info')

/** Marks within the range, those that would cover each other together. */
export function clusterMarks(
  annotations: readonly ChartAnnotation[],
  { scale }: Pick<ChartModel, 'scale'>,
  width: number,
): readonly Cluster[] {
  const seen = annotations.filter(({ at }) => at >= scale.from && at <= scale.to).toSorted((a, b) => a.at - b.at)
  const clusters: { at: number; items: ChartAnnotation[] }[] = []
  for (const one of seen) {
    const before = clusters.at(-1)
    const distance =
      before === undefined ? Number.POSITIVE_INFINITY : toShare(scale, one.at) - toShare(scale, before.at)
    if (before !== undefined && distance * width < CLUSTER_PX) before.items.push(one)
    else clusters.push({ at: one.at, items: [one] })
  }
  return clusters
}

interface Props {
  readonly model: ChartModel
  readonly annotations: readonly ChartAnnotation[]
  readonly width: number
}

/** What happened beside the figures: a dotted line down from an icon with its word; hover or focus tells the sentence. */
export function Annotations({ model, annotations, width }: Props) {
  const t = useTranslations('chart')
  const clusters = clusterMarks(annotations, model, width)
  return clusters.map((cluster, index) => {
    const left = toShare(model.scale, cluster.at)
    const next = clusters[index + 1]
    const room = ((next === undefined ? 1 : toShare(model.scale, next.at)) - left) * width
    const [first] = cluster.items
    if (first === undefined) return null
    const Icon = ICONS[first.kind]
    const count = cluster.items.length
    return (
      <span
        key={cluster.at}
        className={styles['mark']}
        data-tone={toneOfCluster(cluster)}
        data-side={left > 0.6 ? 'left' : 'right'}
        style={{ left: `${(left * 100).toFixed(3)}%` }}
      >
        <Mark cluster={cluster}>
          <Icon aria-hidden="true" />
          {count > 1 ? <b>{count}</b> : room > WORD_PX && <b>{t(`kind.${first.kind}`)}</b>}
        </Mark>
      </span>
    )
  })
}

/** A button, so that a keyboard and a finger reach the sentence too. */
function Mark({ cluster, children }: { cluster: Cluster; children: ReactNode }) {
  const t = useTranslations('chart')
  const format = useFormat()
  const { items, at } = cluster
  const shown = items.slice(0, SENTENCES_MAX)
  const name = items.length === 1 ? undefined : t('annotations', { count: items.length, time: format.clock(at) })
  const sentences = shown.map((one) => `${format.clock(one.at)} ${t(`kind.${one.kind}`)}: ${one.label}`)
  return (
    <button type="button" aria-label={[name, ...sentences].filter((text) => text !== undefined).join('; ')}>
      {children}
      <span className={styles['tip']} role="presentation">
        {sentences.map((sentence, index) => (
          <span key={index}>{sentence}</span>
        ))}
        {items.length > shown.length && <span>{t('more', { count: items.length - shown.length })}</span>}
      </span>
    </button>
  )
}
