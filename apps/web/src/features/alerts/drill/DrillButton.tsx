import type { AlertList } from '@nobet/contracts'
import { Siren } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import { StatusMark } from '../../../ui/StatusMark.tsx'
import { useActions } from '../act/ActionsContext.tsx'
import styles from './Drill.module.css'
import { type DrillState, type Hops, useDrill } from './useDrill.ts'

/** Sends a test alert through the real Alertmanager and shows its way here; off with the reason where it may not run. */
export function DrillButton({ drill }: { drill: AlertList['drill'] | undefined }) {
  const t = useTranslations('alerts.drill')
  const { mayDrill, role } = useActions()
  const { state, start, close } = useDrill()
  const why = mayDrill ? drill?.reason : t('forbidden', { role })
  const enabled = mayDrill && drill?.enabled === true
  return (
    <>
      <Button size="small" icon={<Siren />} disabled={!enabled} title={why ?? t('what')} onClick={() => void start()}>
        {t('start')}
      </Button>
      {state.kind !== 'idle' && (
        <Dialog open onClose={close} title={t('title')}>
          <div className={styles['drill']}>
            <Progress state={state} />
          </div>
        </Dialog>
      )}
    </>
  )
}

function Progress({ state }: { state: DrillState }) {
  const t = useTranslations('alerts.drill')
  switch (state.kind) {
    case 'idle':
      return null
    case 'asking':
      return <p role="status">{t('asking')}</p>
    case 'refused':
      return (
        <p role="alert">
          <StatusMark tone="bad" size={14} /> {t('refused')} <code>{state.message}</code>
        </p>
      )
    case 'running':
      return (
        <>
          <HopList hops={state.hops} />
          <EndNote hops={state.hops} endsAt={state.drill.endsAt} />
        </>
      )
  }
}

const HOPS = ['accepted', 'told', 'received', 'painted', 'ended'] as const

function HopList({ hops }: { hops: Hops }) {
  const t = useTranslations('alerts.drill')
  const format = useFormat()
  return (
    <ol className={styles['hops']}>
      {HOPS.map((hop) => {
        const at = hops[hop]
        return (
          <li key={hop} data-done={at !== undefined}>
            <StatusMark tone={at === undefined ? 'none' : 'info'} known={at === undefined ? 'last' : 'now'} size={14} />
            <span>{t(`hop.${hop}`)}</span>
            {at !== undefined && (
              <>
                <time dateTime={new Date(at).toISOString()} title={format.absolute(at)}>
                  {format.clockMs(at)}
                </time>
                <b>{hop === 'accepted' ? '' : `+${format.latency(Math.max(0, at - hops.accepted))}`}</b>
              </>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** A drill that nobody hears of is the very thing it was held for. */
function EndNote({ hops, endsAt }: { hops: Hops; endsAt: string }) {
  const t = useTranslations('alerts.drill')
  const format = useFormat()
  const left = Date.parse(endsAt) - useNow()
  if (hops.ended !== undefined) return <p role="status">{t('done')}</p>
  if (hops.told === undefined && left <= 0) return <p role="alert">{t('lost')}</p>
  return <p role="status">{left > 0 ? t('running', { span: format.duration(left) }) : t('waitingEnd')}</p>
}
