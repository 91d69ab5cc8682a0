import { type ComponentType, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Place } from '../ask/promError.ts'
import { EXPR_CHARS_MAX } from '../search.ts'
import styles from './ExprField.module.css'

export interface FieldProps {
  readonly label: string
  readonly text: string
  /** What Prometheus found wrong, and in which text. */
  readonly fault: { readonly of: string; readonly message: string; readonly place: Place } | undefined
  /** The selection to begin with when the field should have focus. */
  readonly caret: { readonly start: number; readonly end: number } | false
  readonly onChange: (text: string) => void
  readonly onRun: () => void
}

/** A finger types better into a plain field, and a phone should not load an editor. */
const PLAIN = '(pointer: coarse), (max-width: 760px)'

/** A plain field at once; where a mouse and room are, the editor takes its place when it has come. */
export function ExprField(props: Omit<FieldProps, 'caret'>) {
  const area = useRef<HTMLTextAreaElement>(null)
  const [rich, setRich] = useState<{ Editor: ComponentType<FieldProps>; caret: FieldProps['caret'] }>()
  useEffect(() => {
    let current = true
    if (matchMedia(PLAIN).matches) return
    import('./RichEditor.tsx').then(
      ({ RichEditor }) => current && setRich({ Editor: RichEditor, caret: readCaret(area.current) }),
      () => {}, // The plain field stays: it can do all but colour and complete.
    )
    return () => {
      current = false
    }
  }, [])
  if (rich !== undefined) return <rich.Editor {...props} caret={rich.caret} />
  const { label, text, fault, onChange, onRun } = props
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    onRun()
  }
  return (
    <textarea
      ref={area}
      className={styles['plain']}
      aria-label={label}
      aria-invalid={fault?.of === text}
      rows={Math.min(8, text.split('\n').length)}
      maxLength={EXPR_CHARS_MAX}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  )
}

function readCaret(area: HTMLTextAreaElement | null): FieldProps['caret'] {
  if (area === null || document.activeElement !== area) return false
  return { start: area.selectionStart, end: area.selectionEnd }
}
