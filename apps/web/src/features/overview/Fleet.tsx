import { Link } from '@tanstack/react-router'
import { ArrowRight, RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useLinkState, useLive, useWorldStatus } from '../../live/LiveContext.tsx'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import type { Tone } from '../../ui/tone.ts'
import styles from './Fleet.module.css'
import { Tally } from './Tally.tsx'
import { useFleet, worstFirst } from './useFleet.ts'
import { useFleetWords } from './useFleetWords.ts'

/** The whole fleet in one sentence, worst first; the connection itself when that is the worse news. */
export function Fleet() {
  const t = useTranslations('overview.fleet')
  const fleet = useFleet()
  const words = useFleetWords(fleet)
  const [worst] = worstFirst(fleet)
  const live = useLive()
  const link = useLinkState().kind
  const waiting = useWorldStatus() === 'waiting'
  const hasLink = link === 'live' || link === 'fallback'
  return (
    <section className={styles['fleet']} aria-live="polite" aria-atomic="true">
      <FleetMark tone={words.tone} />
      <div className={styles['words']}>
        <h1>{words.title}</h1>
        <p>{words.detail}</p>
      </div>
      {!waiting && <Tally fleet={fleet} />}
      {!hasLink && link !== 'connecting' && (
        <Button icon={<RotateCw />} onClick={live.reconnectNow}>
          {t('retryNow')}
        </Button>
      )}
      {hasLink && worst !== undefined && worst.state !== 'healthy' && (
        <Link to="/modules/$moduleId" params={{ moduleId: worst.module.id }} className={buttonClass()}>
          {t('open', { name: worst.module.title })}
          <ArrowRight />
        </Link>
      )}
    </section>
  )
}

/** The connection's own trouble keeps its colour (`data-sure`); a module's does only while it is known. */
function FleetMark({ tone }: { tone: Tone | 'link-warn' | 'link-bad' }) {
  if (tone !== 'link-warn' && tone !== 'link-bad') return <StatusMark tone={tone} size={20} />
  return (
    <span data-sure="">
      <StatusMark tone={tone === 'link-bad' ? 'bad' : 'warn'} size={20} />
    </span>
  )
}
