import { AlertList } from '@nobet/contracts'
import { isFolded, type Toast } from '@nobet/domain/toasts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useApi } from '../../api/ApiContext.tsx'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { alertOf } from './alertOf.ts'
import { useToasts } from './RoomContext.tsx'
import styles from './Toasts.module.css'
import type { Payload } from './toNotice.ts'
import { type useAcknowledge, useUndo } from './useAcknowledge.ts'

interface Props {
  readonly toast: Toast<Payload>
  /** Given when this person may acknowledge what the card is about. */
  readonly ack: ReturnType<typeof useAcknowledge> | undefined
}

/** Open, and one more: acknowledge, or the runbook for who may not, or undo. */
export function ToastActions({ toast, ack }: Props) {
  const t = useTranslations('toasts')
  const { payload } = toast.notice
  if (payload.kind === 'acked') return <UndoAction toast={toast} fingerprint={payload.fingerprint} />
  return (
    <div className={styles['actions']}>
      <OpenLink toast={toast} />
      {ack !== undefined && (
        <Button size="small" disabled={ack.isPending} onClick={() => ack.mutate()}>
          {ack.isPending ? t('acknowledging') : t('acknowledge')}
        </Button>
      )}
      {ack === undefined && <RunbookLink toast={toast} />}
    </div>
  )
}

function OpenLink({ toast }: Pick<Props, 'toast'>) {
  const t = useTranslations('toasts')
  const look = buttonClass('plain', 'small')
  const { kind, payload, module } = toast.notice
  if (payload.kind !== 'event') return null
  const alert = alertOf(toast)
  if (alert !== undefined || (isFolded(toast) && kind === 'alert'))
    return (
      <Link to="/alerts" search={alert === undefined ? {} : { sel: alert.fingerprint }} className={look}>
        {t('open')}
      </Link>
    )
  if (kind === 'module' && module !== undefined && !isFolded(toast))
    return (
      <Link to="/modules/$moduleId" params={{ moduleId: module }} className={look}>
        {t('open')}
      </Link>
    )
  return (
    <Link to="/events" className={look}>
      {t('open')}
    </Link>
  )
}

/** The address comes from the server, which knows the allowed hosts; what the event says is never followed. */
function RunbookLink({ toast }: Pick<Props, 'toast'>) {
  const t = useTranslations('toasts')
  const api = useApi()
  const fingerprint = alertOf(toast)?.fingerprint
  const { data: list } = useQuery({
    queryKey: ['alerts', 'links'],
    queryFn: ({ signal }) => api.read('/api/v1/alerts', AlertList, signal),
    enabled: fingerprint !== undefined && toast.status === 'raised' && hasRunbook(toast),
    staleTime: 30_000,
  })
  const url = list?.alerts.value?.find((row) => row.fingerprint === fingerprint)?.runbookUrl
  if (url === undefined) return null
  return (
    <a href={url} target="_blank" rel="noopener noreferrer" className={buttonClass('plain', 'small')}>
      {t('runbook')}
    </a>
  )
}

const hasRunbook = ({ notice: { payload } }: Toast<Payload>): boolean =>
  payload.kind === 'event' &&
  payload.event.type === 'alert.firing' &&
  payload.event.data.annotations['runbook_url'] !== undefined

function UndoAction({ toast, fingerprint }: Pick<Props, 'toast'> & { readonly fingerprint: string }) {
  const t = useTranslations('toasts')
  const { dismiss } = useToasts()
  const undo = useUndo(fingerprint, () => dismiss(toast))
  return (
    <>
      {undo.isError && (
        <p role="alert" className={styles['fault']}>
          {t('undoFailed', { reason: undo.error.message })}
        </p>
      )}
      <div className={styles['actions']}>
        <Button size="small" disabled={undo.isPending} onClick={() => undo.mutate()}>
          {t('undo')}
        </Button>
      </div>
    </>
  )
}
