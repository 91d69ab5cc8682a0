import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './StatusMark.module.css'
import type { Tone } from './tone.ts'
import tones from './tone.module.css'

/** Filled is known now; outlined is only the last thing known. */
export type Known = 'now' | 'last'

interface Props {
  readonly tone: Tone
  readonly known?: Known
  readonly size?: 12 | 14 | 16 | 20
  readonly className?: string | undefined
}

/** The silhouette of a state. It is decoration: the word beside it is what a screen reader says. */
export function StatusMark({ tone, known = 'now', size = 16, className }: Props) {
  return (
    <svg
      className={cx(styles['mark'], tones[tone], className)}
      data-known={known}
      data-tone={tone}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      {known === 'now' ? FILLED[tone] : OUTLINED[tone]}
    </svg>
  )
}

const TICK = 'm5 8.3 2.1 2.1L11 6'
const CROSS = 'm5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4'
const TRIANGLE = 'M8 2 14.4 13.6H1.6z'
const OCTAGON = 'M5.3 1.7h5.4l3.6 3.6v5.4l-3.6 3.6H5.3l-3.6-3.6V5.3z'
const DIAMOND = 'M8 1.4 14.6 8 8 14.6 1.4 8z'

const stale = (
  <>
    <circle className={styles['line']} cx="8" cy="8" r="6" strokeDasharray="2.6 2.11" />
    <path className={styles['line']} d="M8 5v3.2l2 1.3" />
  </>
)
const unknown = (
  <>
    <path className={styles['line']} d={DIAMOND} />
    <path className={styles['line']} d="M6.5 6.6a1.5 1.5 0 1 1 2.2 1.3c-.5.2-.7.5-.7 1M8 10.9v.01" />
  </>
)
const none = <circle className={styles['line']} cx="8" cy="8" r="5" />

const FILLED: Record<Tone, ReactNode> = {
  ok: (
    <>
      <circle className={styles['fill']} cx="8" cy="8" r="6.5" />
      <path className={styles['cut']} d={TICK} />
    </>
  ),
  warn: (
    <>
      <path className={cx(styles['fill'], styles['round'])} d={TRIANGLE} />
      <path className={styles['cut']} d="M8 6.3v3.2M8 11.7v.01" />
    </>
  ),
  bad: (
    <>
      <path className={styles['fill']} d={OCTAGON} />
      <path className={styles['cut']} d={CROSS} />
    </>
  ),
  info: (
    <>
      <rect className={styles['fill']} x="1.8" y="1.8" width="12.4" height="12.4" rx="3" />
      <path className={styles['cut']} d="M8 7.4v3.6M8 5v.01" />
    </>
  ),
  stale,
  unknown,
  none,
}

const OUTLINED: Record<Tone, ReactNode> = {
  ok: (
    <>
      <circle className={styles['line']} cx="8" cy="8" r="6" />
      <path className={styles['line']} d="m5.5 8.2 1.8 1.8L10.5 6.5" />
    </>
  ),
  warn: (
    <>
      <path className={styles['line']} d={TRIANGLE} />
      <path className={styles['line']} d="M8 6.6v2.9M8 11.5v.01" />
    </>
  ),
  bad: (
    <>
      <path className={styles['line']} d={OCTAGON} />
      <path className={styles['line']} d={CROSS} />
    </>
  ),
  info: <rect className={styles['line']} x="3.5" y="3.5" width="9" height="9" rx="2.2" />,
  stale,
  unknown,
  none,
}
