import type { UptimeBucket } from '@nobet/contracts'
import { cx } from './cx.ts'
import styles from './UptimeBar.module.css'

type Condition = 'up' | 'degraded' | 'down' | 'unobserved'

interface Props {
  readonly buckets: readonly UptimeBucket[]
  readonly label: string
  /** `last`: the link is not live; the past keeps its shape and loses its colour. */
  readonly known: 'now' | 'last'
}

/** Full bar up, shorter degraded, split down, hollow and hatched not observed. Never green for unseen time. */
export const UptimeBar = ({ buckets, label, known }: Props) => (
  <div className={cx(styles['bar'], known === 'last' && styles['last'])} role="img" aria-label={label}>
    {toRuns(buckets).map(({ start, condition, length }) => (
      <i key={start} className={styles[condition]} style={{ flexGrow: length }} />
    ))}
  </div>
)

/** Bad news wins a slice of time; unseen time is never counted as up. */
export function judgeBucket(bucket: UptimeBucket): Condition {
  const total = bucket.upMs + bucket.degradedMs + bucket.downMs + bucket.unobservedMs
  if (bucket.downMs > 0) return 'down'
  if (bucket.unobservedMs * 2 > total || total === 0) return 'unobserved'
  return bucket.degradedMs > 0 ? 'degraded' : 'up'
}

/** Unseen time that hangs together is one box; everything else keeps a bar for each slice. */
function toRuns(buckets: readonly UptimeBucket[]) {
  const runs: { start: string; condition: Condition; length: number }[] = []
  for (const bucket of buckets) {
    const condition = judgeBucket(bucket)
    const last = runs.at(-1)
    if (condition === 'unobserved' && last?.condition === 'unobserved') last.length += 1
    else runs.push({ start: bucket.start, condition, length: 1 })
  }
  return runs
}
