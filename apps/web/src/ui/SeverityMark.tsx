import type { Severity } from '@nobet/contracts'
import { cx } from './cx.ts'
import { StatusMark, type Known } from './StatusMark.tsx'
import styles from './StatusMark.module.css'
import { toneOfSeverity } from './tone.ts'
import tones from './tone.module.css'

/** In rows only trouble is filled, so the eye finds it: info is a hollow square, debug a dot. */
export function SeverityMark({
  severity,
  known = 'now',
  size = 12,
}: {
  severity: Severity
  known?: Known
  size?: 12 | 14 | 16
}) {
  if (severity === 'debug')
    return (
      <svg
        className={cx(styles['mark'], tones['unknown'])}
        viewBox="0 0 16 16"
        width={size}
        height={size}
        aria-hidden="true"
      >
        <circle className={styles['fill']} cx="8" cy="8" r="2.2" />
      </svg>
    )
  return <StatusMark tone={toneOfSeverity(severity)} known={severity === 'info' ? 'last' : known} size={size} />
}
