import type { LinkReport } from '@nobet/stream-client'
import { useTranslations } from 'use-intl'
import { withAblative } from '../../i18n/turkish.ts'
import { useLinkReport } from '../../live/LiveContext.tsx'
import { useNow } from '../../ui/clock/useNow.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import type { Tone } from '../../ui/tone.ts'

/** The state of the link in as few words as tell it. */
export function usePillWords(): { readonly tone: Tone; readonly words: string } {
  const report = useLinkReport()
  const now = useNow()
  const t = useTranslations('connection.pill')
  const format = useFormat()
  return { tone: toneOf(report.state), words: write() }

  function write(): string {
    const { state, stats } = report
    switch (state.kind) {
      case 'live':
        return stats.roundTripMs === undefined
          ? t('live')
          : t('liveIn', { ms: format.latency(Math.round(stats.roundTripMs)) })
      case 'fallback':
        return t(state.transport)
      case 'reconnecting': {
        const span = Math.ceil((state.nextTryAt - now) / 1_000) * 1_000
        if (span <= 0) return t('reconnecting')
        return t('reconnectingIn', { attempt: format.ordinal(state.attempt), span: format.duration(span) })
      }
      case 'offline': {
        const time = format.clock(state.since)
        return format.language === 'tr' ? t('offline', { time: withAblative(time) }) : t('offline', { time })
      }
      case 'connecting':
      case 'unauthorized':
      case 'stopped':
        return t(state.kind)
    }
  }
}

function toneOf(state: LinkReport['state']): Tone {
  switch (state.kind) {
    case 'live':
      return 'ok'
    case 'fallback':
    case 'reconnecting':
      return 'warn'
    case 'connecting':
      return 'unknown'
    case 'offline':
    case 'unauthorized':
    case 'stopped':
      return 'bad'
  }
}
