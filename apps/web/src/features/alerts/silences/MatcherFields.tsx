import { ALERT_LIMITS, type AlertRow, type SilenceMatcher } from '@nobet/contracts'
import { MATCHER_SIGNS, signOf, toMatcher } from '@nobet/domain/alerts'
import { Plus, X } from 'lucide-react'
import { useId, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import styles from '../Form.module.css'

const OFFERED_MAX = 100

interface Props {
  readonly matchers: readonly SilenceMatcher[]
  readonly rows: readonly AlertRow[]
  readonly onChange: (matchers: readonly SilenceMatcher[]) => void
}

/** Label, comparison, value: a line each; names and values are offered from what is open now. */
export function MatcherFields({ matchers, rows, onChange }: Props) {
  const t = useTranslations('alerts.silenceForm')
  const id = useId()
  const labels = useMemo(() => gatherLabels(rows), [rows])
  const put = (at: number, matcher: SilenceMatcher) =>
    onChange(matchers.map((former, index) => (index === at ? matcher : former)))
  return (
    <>
      <p className={styles['note']}>{t('matchesAll')}</p>
      <datalist id={`${id}names`}>
        {[...labels.keys()].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      {matchers.map((matcher, at) => {
        const sign = signOf(matcher)
        const values = `${id}values${at}`
        return (
          <div key={at} className={styles['matcher']} role="group" aria-label={t('matcher', { number: at + 1 })}>
            <input
              aria-label={t('label')}
              list={`${id}names`}
              value={matcher.name}
              spellCheck={false}
              autoCapitalize="none"
              placeholder={t('label')}
              onChange={(event) => put(at, { ...matcher, name: event.target.value.trim() })}
            />
            <select
              aria-label={t('sign')}
              value={sign}
              onChange={(event) =>
                put(
                  at,
                  toMatcher(
                    matcher.name,
                    MATCHER_SIGNS.find((each) => each === event.target.value) ?? '=',
                    matcher.value,
                  ),
                )
              }
            >
              {MATCHER_SIGNS.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
            <input
              aria-label={t('value')}
              list={values}
              value={matcher.value}
              spellCheck={false}
              autoCapitalize="none"
              placeholder={t('value')}
              onChange={(event) => put(at, { ...matcher, value: event.target.value })}
            />
            <datalist id={values}>
              {[...(labels.get(matcher.name) ?? [])].map((value) => (
                <option key={value}>{value}</option>
              ))}
            </datalist>
            <IconButton
              label={t('removeMatcher', { number: at + 1 })}
              onClick={() => onChange(matchers.filter((_, index) => index !== at))}
            >
              <X />
            </IconButton>
          </div>
        )
      })}
      <Button
        size="small"
        icon={<Plus />}
        disabled={matchers.length >= ALERT_LIMITS.silenceMatchers}
        onClick={() => onChange([...matchers, toMatcher('', '=', '')])}
      >
        {t('addMatcher')}
      </Button>
    </>
  )
}

/** Values by label name, from what is open; bounded, as a help it need not be whole. */
function gatherLabels(rows: readonly AlertRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const labels = new Map<string, Set<string>>()
  for (const row of rows)
    for (const [name, value] of Object.entries(row.labels)) {
      const values = labels.get(name) ?? new Set()
      if (values.size < OFFERED_MAX) values.add(value)
      if (labels.size < OFFERED_MAX) labels.set(name, values)
    }
  return labels
}
