import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './IconButton.module.css'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'title'> {
  /** What it does, for the tooltip and for screen readers. */
  readonly label: string
  readonly children: ReactNode
}

/** A square button that shows only an icon. */
export function IconButton({ label, className, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} aria-label={label} title={label} className={cx(styles['button'], className)}>
      {children}
    </button>
  )
}
