import type { AlertRow, SilenceMatcher } from '@nobet/contracts'
import { formatMatcher, parseMatcher } from '@nobet/domain/alerts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApi } from '../../../api/ApiContext.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { alertApi } from '../data/alertApi.ts'
import styles from '../Form.module.css'

/** So long after the last key the server is asked. */
const DEBOUNCE_MS = 300
const REFRESH_MS = 10_000

/** What these matchers hit now, as the server says; asked again while one looks. */
export function Preview({ matchers, rows }: { matchers: readonly SilenceMatcher[]; rows: readonly AlertRow[] }) {
  const t = useTranslations('alerts.preview')
  const owner = useTranslations('alerts.owner')
  const api = useApi()
  const whole = matchers.filter(({ name }) => name !== '')
  const settled = useSettled(JSON.stringify(whole.map(formatMatcher)))
  const asked = useMemo(() => toMatchers(settled), [settled])
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['alerts', 'preview', settled],
    queryFn: () => alertApi.preview(api, { matchers: asked }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
  if (whole.length === 0) return null
  if (error !== null)
    return (
      <p className={styles['fault']} role="alert">
        <StatusMark tone="bad" size={14} />
        <span>
          {t('failed')} <code>{error.message}</code>
        </span>
      </p>
    )
  if (data === undefined) return <Skeleton width="60%" />
  const owners = new Map(rows.map((row) => [row.fingerprint, row.acknowledged?.by]))
  const unowned = data.alerts.filter(({ fingerprint }) => owners.get(fingerprint) === undefined).length
  return (
    <section aria-busy={isPlaceholderData}>
      <div className={styles['head']}>
        <h3 aria-live="polite">{t('hits', { count: data.count })}</h3>
      </div>
      <ul className={styles['names']}>
        {data.alerts.map((alert) => (
          <li key={alert.fingerprint}>
            <SeverityMark severity={alert.severity} size={12} />
            <b>{alert.alertname}</b>
            <span>{alert.module}</span>
            <i>{owners.get(alert.fingerprint) ?? owner('nobody')}</i>
          </li>
        ))}
      </ul>
      {data.count > data.alerts.length && <p>{t('more', { count: data.count - data.alerts.length })}</p>}
      {unowned > 0 && (
        <p className={styles['warn']}>
          <StatusMark tone="warn" size={14} />
          <span>{t('unowned', { count: unowned })}</span>
        </p>
      )}
    </section>
  )
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DEBOUNCE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

function toMatchers(texts: string): SilenceMatcher[] {
  const list = JSON.parse(texts) as readonly string[] // written by the component above
  return list.flatMap((text) => parseMatcher(text) ?? [])
}
