import type { ChartSeries } from '../series.ts'
import styles from './Room.module.css'

/** A short piece of the line as it is drawn; a block for bars. */
export const Swatch = ({ one }: { one: ChartSeries }) => (
  <svg
    className={styles['swatch']}
    viewBox="0 0 14 8"
    aria-hidden="true"
    style={{ color: `var(--${one.tone})` }}
    data-tone={one.tone}
  >
    {one.look === 'bar' ? (
      <rect x="3" y="0" width="8" height="8" rx="1.5" fill="currentColor" />
    ) : (
      <path d="M0 4H14" stroke="currentColor" strokeDasharray={one.dash?.slice(0, 2).join(' ')} />
    )}
  </svg>
)
