import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './Button.module.css'
import { cx } from './cx.ts'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'plain' | 'primary' | 'bare'
  readonly size?: 'normal' | 'small'
  readonly icon?: ReactNode
}

/** A button with words; at most one `primary` in a region. */
export function Button({ look = 'plain', size = 'normal', icon, className, children, ...rest }: Props) {
  return (
    <button type="button" {...rest} className={cx(styles['button'], styles[look], styles[size], className)}>
      {icon}
      {children}
    </button>
  )
}

/** The same look for links (router `Link` takes a class). */
export const buttonClass = (
  look: 'plain' | 'primary' | 'bare' = 'plain',
  size: 'normal' | 'small' = 'normal',
): string => cx(styles['button'], styles[look], styles[size])
