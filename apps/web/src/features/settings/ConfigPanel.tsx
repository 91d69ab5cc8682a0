import { EffectiveConfig } from '@nobet/contracts/config'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useApi } from '../../api/ApiContext.tsx'
import { useSession } from '../../api/queries.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelError, PanelForbidden, PanelLoading } from '../../ui/panel/PanelStates.tsx'
import styles from './SettingsPage.module.css'

/** The configuration the server really runs with; only for those who may read it. */
export function ConfigPanel() {
  const t = useTranslations('settings')
  const panel = useTranslations('panel')
  const roles = useTranslations('role')
  const session = useSession().data
  const may = session?.permissions.includes('config:read') ?? false
  const api = useApi()
  const { data, error, refetch } = useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => api.read('/api/v1/config/effective', EffectiveConfig, signal),
    enabled: may,
  })
  if (session !== undefined && !may)
    return (
      <Panel title={t('config')} provenance={{ kind: 'forbidden' }}>
        <PanelForbidden title={t('configForbidden')} role={roles(session.user.role)} need={roles('admin')} />
      </Panel>
    )
  return (
    <Panel title={t('config')} note={t('configNote')}>
      {data === undefined && error === null && <PanelLoading lines={8} />}
      {data === undefined && error !== null && (
        <PanelError title={panel('cannotLoad')} message={error.message} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by keyboard
        <div className={styles['scroll']} tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('configKey')}</th>
                <th scope="col">{t('configValue')}</th>
                <th scope="col">{t('configFrom')}</th>
              </tr>
            </thead>
            <tbody>
              {data.keys.map(({ key, value, origin, from, env }) => (
                <tr key={key}>
                  <td className={styles['time']}>
                    <code className={styles['name']}>{key}</code>
                    <code className={styles['why']}>{env}</code>
                  </td>
                  <td>
                    <code className={styles['value']}>{toText(value)}</code>
                  </td>
                  <td className={styles['origin']}>
                    {t(`origins.${origin}`)}
                    {from !== undefined && <code className={styles['why']}>{from}</code>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

/** As a person writes it: no quotes, a dash for nothing. */
const toText = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
