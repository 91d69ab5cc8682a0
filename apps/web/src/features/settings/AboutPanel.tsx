import { useTranslations } from 'use-intl'
import { useSession } from '../../api/queries.ts'
import { SignOutButton } from '../login/SignOutButton.tsx'
import { useWorld } from '../../live/LiveContext.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { Panel, PanelBody } from '../../ui/panel/Panel.tsx'
import { PanelError, PanelLoading } from '../../ui/panel/PanelStates.tsx'
import styles from './SettingsPage.module.css'

const AUTH_WORDS = { none: 'authNone', jwt: 'authJwt', oidc: 'authOidc' } as const

/** Who you are here, what you may do, and which panel this is. */
export function AboutPanel() {
  const t = useTranslations('settings')
  const panel = useTranslations('panel')
  const roles = useTranslations('role')
  const format = useFormat()
  const { data, error, refetch } = useSession()
  const about = useWorld((world) => world.console)
  return (
    <Panel
      title={t('session')}
      className={cx(data === undefined && styles['waitingSession'])}
      actions={data?.via === 'cookie' && <SignOutButton />}
    >
      {data === undefined && error === null && <PanelLoading lines={3} />}
      {data === undefined && error !== null && (
        <PanelError title={panel('cannotLoad')} message={error.message} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <PanelBody>
          <dl className={styles['facts']}>
            <dt>{t('signedInAs')}</dt>
            <dd>{`${data.user.name}, ${roles(data.user.role)}`}</dd>
            <dt>{t('auth')}</dt>
            <dd>{t(AUTH_WORDS[data.auth])}</dd>
            <dt>{t('permissions')}</dt>
            <dd>
              <code>{data.permissions.join(' ')}</code>
            </dd>
            {about !== null && (
              <>
                <dt>{t('version')}</dt>
                <dd>{about.version}</dd>
                <dt>{t('started')}</dt>
                <dd>{format.absolute(about.startedAt)}</dd>
              </>
            )}
          </dl>
        </PanelBody>
      )}
    </Panel>
  )
}
