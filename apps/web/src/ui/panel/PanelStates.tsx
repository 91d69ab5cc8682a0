import { Activity, Lock, RotateCw, Wrench } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../Button.tsx'
import { CopyButton } from '../CopyButton.tsx'
import { useFormat } from '../format/useFormat.ts'
import { Hidden } from '../Hidden.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { StatusMark } from '../StatusMark.tsx'
import styles from './Panel.module.css'

interface MessageProps {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

function Message({ icon, title, children, actions }: MessageProps) {
  return (
    <div className={styles['message']}>
      {icon}
      <h3>{title}</h3>
      {children}
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  )
}

/** Loading, in the final size: `lines` grey rows (or your own `Skeleton`s as children). */
export function PanelLoading({ lines = 4, children }: { lines?: number; children?: ReactNode }) {
  const t = useTranslations('panel')
  const widths = ['40%', '85%', '70%', '60%', '78%']
  return (
    <div className={styles['skeleton']} role="status">
      <Hidden>{t('loading')}</Hidden>
      {children ??
        Array.from({ length: lines }, (_, i) => <Skeleton key={i} width={widths[i % widths.length] ?? '60%'} />)}
    </div>
  )
}

/** Observed, and there is nothing. */
export const PanelEmpty = ({
  title,
  children,
  actions,
}: {
  title: string
  children?: ReactNode
  actions?: ReactNode
}) => (
  <Message icon={<Activity />} title={title} actions={actions}>
    {children}
  </Message>
)

interface ErrorProps {
  readonly title: string
  /** The other side's own words. */
  readonly message: string
  readonly lastOkAt?: string | null
  readonly onRetry?: () => void
  readonly children?: ReactNode
}

/** What happened, in the upstream's own words, when it last worked, and a retry. */
export function PanelError({ title, message, lastOkAt, onRetry, children }: ErrorProps) {
  const t = useTranslations('panel')
  const format = useFormat()
  const retry = onRetry !== undefined && (
    <Button size="small" icon={<RotateCw />} onClick={onRetry}>
      {t('retry')}
    </Button>
  )
  return (
    <div role="alert" className={styles['message']}>
      <StatusMark tone="bad" />
      <h3>{title}</h3>
      <code>{message}</code>
      {typeof lastOkAt === 'string' && <p>{t('lastWorked', { time: format.clock(lastOkAt) })}</p>}
      {children}
      {retry !== false && <div className={styles['actions']}>{retry}</div>}
    </div>
  )
}

interface NotConfiguredProps {
  readonly title: string
  /** The environment variable that switches it on. */
  readonly configKey: string
  /** The same in the configuration file. */
  readonly fileKey?: string | undefined
  readonly children?: ReactNode
}

/** Not an error: which key to set, and what works without it. */
export function PanelNotConfigured({ title, configKey, fileKey, children }: NotConfiguredProps) {
  const t = useTranslations('panel')
  return (
    <Message
      icon={<Wrench />}
      title={title}
      actions={<CopyButton look="plain" label={t('copyKey')} read={() => configKey} />}
    >
      <p>
        {fileKey === undefined
          ? t.rich('setKey', { key: () => <code>{configKey}</code> })
          : t.rich('setEither', { key: () => <code>{configKey}</code>, file: () => <code>{fileKey}</code> })}
      </p>
      {children}
    </Message>
  )
}

/** Which role it needs; `need` is a role's name from the catalogue. */
export function PanelForbidden({
  title,
  role,
  need,
  children,
}: {
  title: string
  role: string
  need: string
  children?: ReactNode
}) {
  const t = useTranslations('panel')
  return (
    <Message icon={<Lock />} title={title}>
      <p>{t('needRole', { role, need })}</p>
      {children}
    </Message>
  )
}
