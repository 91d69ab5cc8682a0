import type { KnownEvent } from '@nobet/contracts'
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
    if (event.type === 'alert.firing' || event.type === 'alert.resolved') return event.data.alertname
    if (event.type === 'upstream.degraded' || event.type === 'upstream.recovered')
      return t('upstream', { upstream: event.data.upstream })
    return event.type
  }
  const text = (event: KnownEvent): string => {
    if (event.type === 'mcp.health.changed' && event.data.finding !== undefined)
      return describeFinding(event.data.finding, event.data.rung, { finding, advice }, format)
    return summarise(event)
  }
  return (payload) => {
    if (payload.kind === 'link') return { title: t(`linkTitle.${payload.link}`), text: t(`linkText.${payload.link}`) }
    return { title: title(payload.event), text: text(payload.event) }
  }
}
