import type { AlertRow } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { useActions } from '../act/ActionsContext.tsx'
import { RunbookButton } from '../detail/RunbookButton.tsx'
import type { Asking } from './useListHands.ts'

/** The next step first: the runbook, then taking it on or giving it back. */
export function LineActions({ alert, onAsk }: { alert: AlertRow; onAsk: (asking: Asking) => void }) {
  return (
    <>
      <RunbookButton alert={alert} />
      <AckButton alert={alert} onAsk={onAsk} />
    </>
  )
}

/** One button, whichever way it goes; a viewer sees it and why it is off. */
export function AckButton({ alert, onAsk }: { alert: AlertRow; onAsk: (asking: Asking) => void }) {
  const t = useTranslations('alerts.ack')
  const { mayAck, role, pending, takeBack } = useActions()
  const busy = pending.has(alert.fingerprint)
  const why = mayAck ? undefined : t('forbidden', { role })
  if (alert.acknowledged !== undefined)
    return (
      <Button disabled={!mayAck || busy} title={why} onClick={() => void takeBack([alert])}>
        {t('takeBack')}
      </Button>
    )
  return (
    <Button disabled={!mayAck || busy} title={why} onClick={() => onAsk({ kind: 'ack', alerts: [alert] })}>
      {t('acknowledge')}
    </Button>
  )
}
