import { cx } from './cx.ts'
import styles from './Sparkline.module.css'
import { type SparkPoint, toSparkPath } from './toSparkPath.ts'

interface Props {
  readonly points: readonly SparkPoint[]
  /** Read aloud instead of the line. */
  readonly label: string
  readonly height?: number
  /** Dashed line at this value, if any. */
  readonly limit?: number
  /** Old values lose their colour and the end of the line becomes a ring. */
  readonly look?: 'live' | 'old'
}

const W = 256

/** A small line: gaps stay gaps, and a tail nobody observed is hatched. */
export function Sparkline({ points, label, height = 64, limit, look = 'live' }: Props) {
  const spark = toSparkPath(points, { width: W, height, ...(limit === undefined ? {} : { limit }) })
  return (
    <div
      className={cx(styles['spark'], look === 'old' && styles['old'])}
      style={{ height }}
      role="img"
      aria-label={label}
    >
      <svg viewBox={`0 0 ${W} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path className={styles['base']} d={`M0 ${height - 0.5}H${W}`} />
        {spark.limitY !== undefined && <path className={styles['limit']} d={`M0 ${spark.limitY}H${W}`} />}
        <path className={styles['line']} d={spark.path} />
      </svg>
      {spark.tailX !== undefined && <span className={styles['tail']} style={{ left: `${(spark.tailX / W) * 100}%` }} />}
      {spark.end !== undefined && (
        <span className={styles['end']} style={{ left: `${(spark.end.x / W) * 100}%`, top: spark.end.y }} />
      )}
    </div>
  )
}
