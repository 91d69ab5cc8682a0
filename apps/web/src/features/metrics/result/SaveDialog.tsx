import { parseWith, SavedPanel, SavePanel } from '@nobet/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApi } from '../../../api/ApiContext.tsx'
import type { Api } from '../../../api/createApi.ts'
import { useModuleList } from '../../../live/LiveContext.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import { QueryError, readRefusal } from '../ask/promError.ts'
import { METRICS_UNITS, type MetricsUnit } from '../search.ts'
import styles from './Result.module.css'

export interface SaveProps {
  readonly expressions: readonly string[]
  readonly unit: MetricsUnit | 'number'
  readonly limit: number | undefined
}

/** Which module, under which title, in which unit. */
export function SaveDialog({ expressions, unit, limit, onClose }: SaveProps & { readonly onClose: () => void }) {
  const t = useTranslations('metrics.save')
  const units = useTranslations('metrics.units')
  const api = useApi()
  const client = useQueryClient()
  const modules = useModuleList()
  const [title, setTitle] = useState('')
  const [wanted, setWanted] = useState({ promql: expressions[0] ?? '', module: '', unit })
  const save = useMutation({
    mutationFn: (panel: unknown) => postPanel(api, panel),
    onSuccess: () => client.invalidateQueries({ queryKey: ['panels'] }),
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { module, ...rest } = wanted
    save.mutate({
      ...rest,
      title,
      thresholds: limit === undefined ? [] : [limit],
      ...(module === '' ? {} : { module }),
    })
  }
  return (
    <Dialog open onClose={onClose} title={t('title')}>
      <form className={styles['save']} onSubmit={onSubmit}>
        {expressions.length > 1 && (
          <label>
            {t('query')}
            <select value={wanted.promql} onChange={(event) => setWanted({ ...wanted, promql: event.target.value })}>
              {expressions.map((expr) => (
                <option key={expr}>{expr}</option>
              ))}
            </select>
          </label>
        )}
        {expressions.length === 1 && <code>{wanted.promql}</code>}
        <label>
          {t('name')}
          <input
            data-autofocus=""
            required
            maxLength={80}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <label>
          {t('module')}
          <select value={wanted.module} onChange={(event) => setWanted({ ...wanted, module: event.target.value })}>
            <option value="">{t('everyModule')}</option>
            {modules.map((module) => (
              <option key={module.id} value={module.id}>
                {module.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('unit')}
          <select
            value={wanted.unit}
            onChange={(event) =>
              setWanted({ ...wanted, unit: METRICS_UNITS.find((one) => one === event.target.value) ?? 'number' })
            }
          >
            <option value="number">{units('number')}</option>
            {METRICS_UNITS.map((one) => (
              <option key={one} value={one}>
                {units(one)}
              </option>
            ))}
          </select>
        </label>
        <p>{t('hint')}</p>
        {save.isError && (
          <p role="alert" className={styles['saveFault']}>
            {t('failed')} {save.error.message}
          </p>
        )}
        {save.isSuccess ? (
          <p role="status">
            {t('done')}{' '}
            {save.data.module === undefined ? (
              <Link to="/modules">{t('see')}</Link>
            ) : (
              <Link to="/modules/$moduleId" params={{ moduleId: save.data.module }}>
                {t('see')}
              </Link>
            )}
          </p>
        ) : (
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t('submit')}
          </Button>
        )}
      </form>
    </Dialog>
  )
}

async function postPanel(api: Pick<Api, 'send'>, input: unknown): Promise<SavedPanel> {
  const panel = parseWith(SavePanel, input)
  if (!panel.ok) throw new Error(panel.faults.map(({ path, expected }) => `${path}: ${expected}`).join('; '))
  const response = await api.send('/api/v1/panels', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-nobet-request': '1' },
    body: JSON.stringify(panel.value),
    signal: new AbortController().signal,
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new QueryError(readRefusal(response.status, body))
  const saved = parseWith(SavedPanel, body)
  if (!saved.ok) throw new Error(saved.faults.map(({ path, expected }) => `${path}: ${expected}`).join('; '))
  return saved.value
}
