import type { AlertRow } from '@nobet/contracts'
import { toLabelTerm } from '@nobet/domain/alerts'
import { useTranslations } from 'use-intl'
import styles from './AlertDetail.module.css'

/** Told by their own places already. */
const SHOWN_ELSEWHERE = new Set(['summary', 'description'])

/** Labels as chips that narrow the list, annotations as plain text. */
export function Texts({ alert, onTerm }: { alert: AlertRow; onTerm: (term: string) => void }) {
  const t = useTranslations('alerts.detail')
  const annotations = Object.entries(alert.annotations).filter(([name]) => !SHOWN_ELSEWHERE.has(name))
  return (
    <>
      <section className={styles['part']}>
        <h3>{t('labels')}</h3>
        <div className={styles['chips']}>
          {Object.entries(alert.labels).map(([name, value]) => (
            <button
              key={name}
              type="button"
              title={t('filterBy', { term: `${name}=${value}` })}
              onClick={() => onTerm(toLabelTerm(name, value))}
            >
              <i>{name}=</i>
              {value}
            </button>
          ))}
        </div>
      </section>
      {annotations.length > 0 && (
        <section className={styles['part']}>
          <h3>{t('annotations')}</h3>
          <dl className={styles['facts']}>
            {annotations.map(([name, value]) => (
              <div key={name} className={styles['pair']}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  )
}
