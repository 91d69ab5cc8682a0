import { memo } from 'react'
import type { ChartSeries } from '../series.ts'
import styles from './Swatch.module.css'

/** A short piece of the line as it is drawn; a block for bars. New figures do not draw it anew. */
export const Swatch = ({ one }: { one: ChartSeries }) => (
  <Piece tone={one.tone} isBar={one.look === 'bar'} dash={one.dash?.slice(0, 2).join(' ')} />
)

interface Props {
  readonly tone: ChartSeries['tone']
  readonly isBar: boolean
  readonly dash: string | undefined
}

const Piece = memo(function Piece({ tone, isBar, dash }: Props) {
  return (
    <svg
      className={styles['swatch']}
      viewBox="0 0 14 8"
      aria-hidden="true"
      style={{ color: `var(--${tone})` }}
      data-tone={tone}
    >
      {isBar ? (
        <rect x="3" y="0" width="8" height="8" rx="1.5" fill="currentColor" />
      ) : (
        <path d="M0 4H14" stroke="currentColor" strokeDasharray={dash} />
      )}
    </svg>
  )
})
