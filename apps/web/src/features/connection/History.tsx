import type { Transition } from '@nobet/stream-client'
import { useTranslations } from 'use-intl'
import { Time } from '../../ui/Time.tsx'
import styles from './Connection.module.css'
import { useEndWords } from './useEndWords.ts'

const ROWS = 8

/** The newest changes of transport, newest first. */
export function History({ history }: { history: readonly Transition[] }) {
  const t = useTranslations('connection')
  const endWords = useEndWords()
  return (
    <section className={styles['history']}>
      <h3>{t('history')}</h3>
      {history.length === 0 && <p>{t('noHistory')}</p>}
      <ol>
        {history
          .slice(-ROWS)
          .toReversed()
          .map((one) => (
            <li key={`${one.at}/${one.transport}/${one.outcome}`}>
              <Time at={one.at} as="clock" />
              <b>{t(`transport.${one.transport}`)}</b>
              <span title={one.reason === undefined ? undefined : one.text}>
                {t(`outcome.${one.outcome}`)}
                {(one.outcome === 'failed' || one.outcome === 'ended') && `: ${endWords(one)}`}
              </span>
            </li>
          ))}
      </ol>
    </section>
  )
}
