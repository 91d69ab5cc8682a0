import { useTranslations } from 'use-intl'
import styles from './Login.module.css'

/** Broken between options only. */
const COMMAND = ['pnpm nobet token', '--role operator', '--name elif']

/** Where tokens come from. */
export function TokenHelp() {
  const t = useTranslations('login')
  return (
    <details className={styles['help']}>
      <summary>{t('how')}</summary>
      <p>{t('howText')}</p>
      <pre>
        {COMMAND.map((part) => (
          <code key={part}>{`${part} `}</code>
        ))}
      </pre>
      <p>{t.rich('howRoles', { code: (text) => <code>{text}</code> })}</p>
    </details>
  )
}
