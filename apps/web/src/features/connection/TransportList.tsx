import type { LinkStats, Transition, Transport } from '@nobet/stream-client'
import { useTranslations } from 'use-intl'
import { useLinkReport, useLive } from '../../live/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { Tone } from '../../ui/tone.ts'
import styles from './Connection.module.css'
import { useEndWords } from './useEndWords.ts'

const TRANSPORTS: readonly Transport[] = ['websocket', 'sse', 'poll']

/** Each way to reach the panel: in use, failed and why, or not needed; each can be forced for diagnosis. */
export function TransportList() {
  const t = useTranslations('connection')
  const live = useLive()
  const { state, stats } = useLinkReport()
  const active = state.kind === 'live' || state.kind === 'fallback' ? state.transport : undefined
  return (
    <ul className={styles['transports']}>
      {TRANSPORTS.map((transport) => {
        const last = stats.history.findLast((transition) => transition.transport === transport)
        return (
          <li key={transport} data-transport={transport} data-active={transport === active}>
            <StatusMark tone={toneOf(transport, active, last)} size={14} />
            <b>{t(`transport.${transport}`)}</b>
            <Use transport={transport} active={active} stats={stats} last={last} />
            <Button
              size="small"
              look="bare"
              disabled={stats.forced === transport}
              onClick={() => live.force(transport)}
            >
              {t('force')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

interface UseProps {
  readonly transport: Transport
  readonly active: Transport | undefined
  readonly stats: LinkStats
  readonly last: Transition | undefined
}

function Use({ transport, active, stats, last }: UseProps) {
  const t = useTranslations('connection.use')
  const endWords = useEndWords()
  const format = useFormat()
  if (transport === active && stats.forced === transport) return <span>{t('forced')}</span>
  if (last === undefined) return <span>{t('untried')}</span>
  const words = { time: format.clock(last.at), text: endWords(last) }
  const text = transport === active ? t('active', words) : t(last.outcome, words)
  return <span title={last.reason === undefined ? text : `${text} · ${last.text}`}>{text}</span>
}

function toneOf(transport: Transport, active: Transport | undefined, last: Transition | undefined): Tone {
  if (transport === active) return transport === 'websocket' ? 'ok' : 'warn'
  return last?.outcome === 'failed' || last?.outcome === 'ended' ? 'bad' : 'none'
}
