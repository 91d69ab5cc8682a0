import type { AlertData, KnownEvent } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useModules } from '../../live/LiveContext.tsx'
import { nameOfSubject } from '../../ui/event/EventRow.tsx'
import { useSummariseEvent } from '../../ui/event/useSummariseEvent.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { describeFinding } from '../../ui/probe/describeFinding.ts'
import type { Payload } from './toNotice.ts'

export interface Words {
  readonly title: string
  readonly text: string
}

/** Title and sentence of a notice, in the chosen language. */
export function useWords(): (payload: Payload) => Words {
  const t = useTranslations('toasts')
  const state = useTranslations('state')
  const finding = useTranslations('finding')
  const advice = useTranslations('advice')
  const format = useFormat()
  const modules = useModules()
  const summarise = useSummariseEvent()

  const title = (event: KnownEvent): string => {
    const module = nameOfSubject(event, modules)
    if (event.type === 'mcp.health.changed') return t('moduleState', { module, state: state(event.data.to) })
    if (event.type === 'mcp.catalogue.changed') return t('catalogueChanged', { module })
    if (event.type === 'cache.ttl.changed') return t('ttlChanged')
    if (event.type === 'alert.firing' || event.type === 'alert.resolved')
      return nameOfAlert(event.data, event.module === undefined ? undefined : module)
    if (event.type === 'alert.acknowledged') return event.data.alertname ?? event.data.fingerprint
    if (event.type === 'upstream.degraded' || event.type === 'upstream.recovered') {
      const { upstream } = event.data
      return upstream === 'watchdog' ? t('blind') : t('upstream', { upstream })
    }
    return event.type
  }
  const text = (event: KnownEvent): string => {
    if (event.type === 'mcp.health.changed' && event.data.finding !== undefined)
      return describeFinding(event.data.finding, event.data.rung, { finding, advice }, format)
    if (event.type === 'alert.firing' || event.type === 'alert.resolved') {
      const { summary, description } = event.data.annotations
      return summary ?? description ?? event.data.labels['instance'] ?? ''
    }
    if (event.type === 'alert.acknowledged') {
      const { by = '?', until } = event.data
      return until === undefined ? t('ackedBy', { by }) : t('ackedUntil', { by, until: format.clock(until) })
    }
    return summarise(event)
  }
  return (payload) => {
    if (payload.kind === 'link') return { title: t(`linkTitle.${payload.link}`), text: t(`linkText.${payload.link}`) }
    if (payload.kind === 'acked') {
      const { alertname, until } = payload
      return {
        title: t('acked', { alertname }),
        text: until === undefined ? '' : t('until', { until: format.clock(until) }),
      }
    }
    const words = { title: title(payload.event), text: text(payload.event) }
    if (payload.returned === undefined) return words
    const { by } = payload.returned
    return { ...words, text: `${by === undefined ? t('ackEnded') : t('ackTakenBack', { by })} ${words.text}` }
  }
}

/** What and where: the module, else the instance or job it is about. */
function nameOfAlert({ alertname, labels }: AlertData, module: string | undefined): string {
  const where = module ?? labels['instance'] ?? labels['job']
  return where === undefined ? alertname : `${alertname} · ${where}`
}
