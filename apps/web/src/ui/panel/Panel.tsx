import { type ReactNode, useId } from 'react'
import { cx } from '../cx.ts'
import { type Provenance, ProvenanceChip } from './ProvenanceChip.tsx'
import styles from './Panel.module.css'

interface Props {
  readonly title: ReactNode
  /** Small words after the title. */
  readonly note?: ReactNode
  readonly provenance?: Provenance
  /** Buttons between title and chip. */
  readonly actions?: ReactNode
  readonly foot?: ReactNode
  readonly headLine?: 'ruled' | 'open'
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A titled surface with its provenance at the right of the head. Bodies: children, or one of `PanelStates`. */
export function Panel({ title, note, provenance, actions, foot, headLine = 'open', className, children }: Props) {
  const id = useId()
  return (
    <section className={cx(styles['panel'], className)} aria-labelledby={id}>
      <header className={cx(styles['head'], headLine === 'ruled' && styles['ruled'])}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {note !== undefined && <span className={styles['note']}>{note}</span>}
        <span className={styles['space']} />
        {actions}
        {provenance !== undefined && <ProvenanceChip provenance={provenance} />}
      </header>
      {children}
      {foot !== undefined && <footer className={styles['foot']}>{foot}</footer>}
    </section>
  )
}

/** The usual padding inside a panel. */
export const PanelBody = ({ children, className }: { children: ReactNode; className?: string | undefined }) => (
  <div className={cx(styles['body'], className)}>{children}</div>
)
