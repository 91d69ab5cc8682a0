import { type ReactNode, type ToggleEvent, useId, useState } from 'react'
import { cx } from '../cx.ts'
import styles from './Popover.module.css'

const MARGIN_PX = 8
const GAP_PX = 6
/** So narrow that a popover takes the whole width instead of hanging from its trigger. */
const NARROW_PX = 480

interface Props {
  /** Draws the trigger; put every given attribute on a `<button>`. */
  readonly trigger: (attributes: TriggerAttributes, open: boolean) => ReactNode
  readonly label: string
  readonly align?: 'start' | 'end'
  readonly role?: 'dialog' | 'menu'
  readonly className?: string | undefined
  /** Rendered only while open. */
  readonly children: (close: () => void) => ReactNode
}

export interface TriggerAttributes {
  readonly popoverTarget: string
  readonly id: string
  readonly 'aria-expanded': boolean
  readonly 'aria-haspopup': 'dialog' | 'menu'
}

/** Native popover: light dismiss, Escape and top layer come from the browser; only the place is ours. */
export function Popover({ trigger, label, align = 'end', role = 'dialog', className, children }: Props) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const triggerId = `${id}t`
  const close = () => document.getElementById(id)?.hidePopover()
  const onToggle = (event: ToggleEvent<HTMLDivElement>) => setOpen(event.newState === 'open')
  const onBeforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    const anchor = document.getElementById(triggerId)
    if (event.newState === 'open' && anchor !== null) place(event.currentTarget, anchor, align)
  }
  return (
    <>
      {trigger({ popoverTarget: id, id: triggerId, 'aria-expanded': open, 'aria-haspopup': role }, open)}
      <div
        id={id}
        popover="auto"
        role={role}
        aria-label={label}
        className={cx(styles['popover'], className)}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
      >
        {open && children(close)}
      </div>
    </>
  )
}

function place(popover: HTMLElement, anchor: HTMLElement, align: 'start' | 'end'): void {
  const box = anchor.getBoundingClientRect()
  const { style } = popover
  const above = box.top > window.innerHeight / 2
  style.top = above ? 'auto' : `${box.bottom + GAP_PX}px`
  style.bottom = above ? `${window.innerHeight - box.top + GAP_PX}px` : 'auto'
  const { clientWidth } = document.documentElement
  const narrow = clientWidth <= NARROW_PX
  style.left = narrow || align === 'start' ? `${Math.max(MARGIN_PX, narrow ? 0 : box.left)}px` : 'auto'
  style.right = narrow || align === 'end' ? `${Math.max(MARGIN_PX, narrow ? 0 : clientWidth - box.right)}px` : 'auto'
}
