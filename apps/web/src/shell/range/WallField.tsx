import { useTranslations } from 'use-intl'
import { useFormat } from '../../ui/format/useFormat.ts'
import styles from './RangePanel.module.css'
import type { WallFieldState } from './useWallField.ts'

interface Props {
  readonly label: string
  readonly field: WallFieldState
  readonly timeZone: string
}

/** One time of the clock; says when the clock skipped it, and asks which is meant when it came twice. */
export function WallField({ label, field, timeZone }: Props) {
  const t = useTranslations('range')
  const format = useFormat()
  const { wall } = field
  return (
    <>
      <label>
        <span>{label}</span>
        <input
          type="datetime-local"
          step={1}
          value={field.text}
          aria-invalid={wall === undefined}
          onChange={(event) => field.setText(event.target.value)}
        />
      </label>
      {wall?.kind === 'gap' && (
        <p className={styles['note']} role="status">
          {t('gap', { zone: timeZone, time: format.clock(wall.at) })}
        </p>
      )}
      {wall?.kind === 'twice' && (
        <fieldset className={styles['twice']}>
          <legend>{t('twice', { zone: timeZone })}</legend>
          {(['first', 'second'] as const).map((pick) => (
            <label key={pick}>
              <input type="radio" name={label} checked={field.pick === pick} onChange={() => field.setPick(pick)} />
              {pick === 'first'
                ? t('twiceFirst', { offset: format.zone(wall.at) })
                : t('twiceSecond', { offset: format.zone(wall.later) })}
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}
