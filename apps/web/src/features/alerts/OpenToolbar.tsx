import { filterToMatchers, formatMatcher, parseAlertFilter } from '@nobet/domain/alerts'
import { BellOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/overlay/Menu.tsx'
import { useActions } from './act/ActionsContext.tsx'
import styles from './AlertsPage.module.css'
import type { Alerts } from './data/useAlerts.ts'
import { AlertFilter } from './filter/AlertFilter.tsx'
import { SavedFilters } from './filter/SavedFilters.tsx'
import { hasTerm, toggleTerm } from './filter/terms.ts'
import { type AlertsSearch, GROUPINGS } from './search.ts'
import { Counts } from './top/Counts.tsx'
import type { SearchChange } from './useAlertsSearch.ts'

interface Props {
  readonly alerts: Alerts
  readonly matching: number
  readonly search: AlertsSearch
  readonly onSearch: (change: SearchChange) => void
}

/** The filter, what is saved of it, how the list is grouped, and a silence that begins with the filter. */
export function OpenToolbar({ alerts, matching, search, onSearch }: Props) {
  const t = useTranslations('alerts')
  const { maySilence, role } = useActions()
  const { q = '', by = 'alertmanager' } = search
  const onSilence = () => {
    const parsed = parseAlertFilter(q)
    const { matchers } = filterToMatchers(parsed.ok ? parsed.terms : [])
    onSearch({ silence: 'new', m: matchers.map(formatMatcher) })
  }
  return (
    <>
      <div className={styles['toolbar']}>
        <AlertFilter text={q} rows={alerts.rows} onChange={(text) => onSearch({ q: text })}>
          <span>{t('filter.count', { matching, of: alerts.rows.length })}</span>
        </AlertFilter>
        <div className={styles['buttons']}>
          <SavedFilters text={q} onChoose={(text) => onSearch({ q: text })} />
          <Menu
            label={t('group.label')}
            trigger={(attributes) => <Button {...attributes}>{t('group.is', { by: t(`group.${by}`) })}</Button>}
            items={GROUPINGS.map((grouping) => ({
              id: grouping,
              label: t(`group.${grouping}`),
              checked: grouping === by,
              onSelect: () => onSearch({ by: grouping === 'alertmanager' ? undefined : grouping }),
            }))}
          />
          <Button
            icon={<BellOff />}
            disabled={!maySilence}
            title={maySilence ? undefined : t('silences.forbidden', { role })}
            onClick={onSilence}
          >
            {t('silences.new')}
          </Button>
        </div>
      </div>
      <Counts
        rows={alerts.rows}
        has={(term) => hasTerm(q, term)}
        onTerm={(term) => onSearch({ q: toggleTerm(q, term) })}
      />
    </>
  )
}
