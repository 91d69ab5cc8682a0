import { useId } from 'react'
import { useFormat } from '../../../ui/format/useFormat.ts'
import styles from '../Form.module.css'

interface Props {
  readonly label: string
  /** Milliseconds. */
  readonly choices: readonly number[]
  readonly value: number | undefined
  readonly onChange: (ms: number) => void
  /** One more choice that is no length. */
  readonly other?: { readonly label: string; readonly onChoose: () => void }
}

/** Lengths of time side by side; one of them holds. */
export function DurationChoice({ label, choices, value, onChange, other }: Props) {
  const format = useFormat()
  const name = useId()
  return (
    <fieldset className={styles['choice']}>
      <legend>{label}</legend>
      {choices.map((ms) => (
        <label key={ms}>
          <input type="radio" name={name} checked={ms === value} onChange={() => onChange(ms)} />
          <span>{format.duration(ms)}</span>
        </label>
      ))}
      {other !== undefined && (
        <label>
          <input type="radio" name={name} checked={value === undefined} onChange={other.onChoose} />
          <span>{other.label}</span>
        </label>
      )}
    </fieldset>
  )
}
