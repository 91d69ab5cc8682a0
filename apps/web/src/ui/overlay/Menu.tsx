import { Check } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { Popover, type TriggerAttributes } from './Popover.tsx'
import styles from './Popover.module.css'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly note?: string
  /** Given: a choice of one. Absent: a command. */
  readonly checked?: boolean
  readonly onSelect: () => void
}

interface Props {
  readonly label: string
  readonly heading?: string
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'end'
  readonly trigger: (attributes: TriggerAttributes, open: boolean) => ReactNode
}

/** A button that opens a list of choices; arrows, Home and End move, Escape closes. */
export function Menu({ label, heading, items, align = 'end', trigger }: Props) {
  return (
    <Popover label={label} align={align} role="menu" className={styles['menu']} trigger={trigger}>
      {(close) => <Items heading={heading} items={items} close={close} />}
    </Popover>
  )
}

function Items({
  heading,
  items,
  close,
}: {
  heading: string | undefined
  items: readonly MenuItem[]
  close: () => void
}) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const list = ref.current
    const first =
      list?.querySelector<HTMLElement>('[aria-checked="true"]') ?? list?.querySelector<HTMLElement>('button')
    first?.focus()
  }, [])
  return (
    <div ref={ref} role="presentation" onKeyDown={moveFocus}>
      {heading !== undefined && <div className={styles['heading']}>{heading}</div>}
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.checked}
          className={styles['item']}
          onClick={() => {
            close()
            item.onSelect()
          }}
        >
          {item.checked !== undefined && <span className={styles['check']}>{item.checked && <Check />}</span>}
          {item.label}
          {item.note !== undefined && <span className={styles['note']}>{item.note}</span>}
        </button>
      ))}
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = buttons.indexOf(event.target as HTMLElement) // a key event's target is an element of this list or unknown (-1)
  const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }
  const to = steps[event.key]
  if (to === undefined) return
  event.preventDefault()
  buttons.at(to % buttons.length)?.focus()
}
