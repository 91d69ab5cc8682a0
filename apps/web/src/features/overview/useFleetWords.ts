import type { ModuleView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useLinkState, useWorldStatus } from '../../live/LiveContext.tsx'
import { useNow } from '../../ui/clock/useNow.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { describeFinding } from '../../ui/probe/describeFinding.ts'
import { type Tone, toneOfState } from '../../ui/tone.ts'
import { type FleetGroup, judgeFleet } from './judgeFleet.ts'
import { type ShownModule, worstFirst } from './useFleet.ts'

/** More names than this in one group become “5 modules”. */
const NAMES_MAX = 3

export interface FleetWords {
  /** `link-…`: the connection is the news. */
  readonly tone: Tone | 'link-warn' | 'link-bad'
  readonly title: string
  readonly detail: string
}

/** Title and second line of the fleet; the link's trouble goes first, since it decides what the rest is worth. */
export function useFleetWords(fleet: readonly ShownModule[]): FleetWords {
  const ofLink = useLinkWords()
  const ofModules = useModuleWords(fleet)
  const t = useTranslations('overview.fleet')
  const status = useWorldStatus()
  if (ofLink !== undefined) return ofLink
  if (status === 'waiting') return { tone: 'unknown', title: t('waiting'), detail: t('waitingDetail') }
  if (fleet.length === 0) return { tone: 'none', title: t('none'), detail: t('noneDetail') }
  return ofModules
}

function useLinkWords(): FleetWords | undefined {
  const t = useTranslations('overview.fleet')
  const format = useFormat()
  const now = useNow()
  const state = useLinkState()
  const time = format.clock(state.since)
  switch (state.kind) {
    case 'live':
    case 'connecting':
      return undefined
    case 'fallback': {
      if (state.transport === 'sse') return undefined
      const age = format.duration(state.maxAgeMs)
      return { tone: 'link-warn', title: t('noLink', { age }), detail: t('noLinkDetail', { time }) }
    }
    case 'reconnecting':
      return { tone: 'link-warn', title: t('reconnecting'), detail: t('reconnectingDetail', { time }) }
    case 'offline':
    case 'unauthorized':
    case 'stopped': {
      const age = format.duration(Math.max(0, now - state.since))
      return { tone: 'link-bad', title: t('offline', { time }), detail: t('offlineDetail', { age }) }
    }
  }
}

function useModuleWords(fleet: readonly ShownModule[]): FleetWords {
  const t = useTranslations('overview.fleet')
  const finding = useTranslations('finding')
  const advice = useTranslations('advice')
  const format = useFormat()
  const now = useNow()
  const groups = judgeFleet(fleet.map(({ module, state }) => ({ title: module.title, state })))
  const names = ({ titles }: FleetGroup) =>
    titles.length > NAMES_MAX ? t('many', { count: titles.length }) : format.list(titles)
  const [worst] = groups
  if (worst === undefined || worst.state === 'healthy') {
    const all = { names: worst === undefined ? '' : names(worst), count: fleet.length }
    return { tone: 'ok', title: t('allHealthy', all), detail: t('allHealthyDetail') }
  }
  const clause = (group: FleetGroup) => t(group.state, { names: names(group), count: group.titles.length })
  const trouble = format.list(groups.filter((group) => group.state !== 'healthy').map(clause))
  const healthy = groups.find((group) => group.state === 'healthy')
  const lasting = (module: ModuleView): string => {
    const words = { names: module.title, span: format.duration(Math.max(0, now - Date.parse(module.since))) }
    if (module.finding === undefined || module.finding.code === 'ok') return t('for', words)
    const why = describeFinding(module.finding, module.rung, { finding, advice }, format)
    return t('forWhy', { ...words, why: inSentence(why, format.language) })
  }
  const since = ({ module, state }: ShownModule) =>
    state === 'stale' && module.observedAt !== null
      ? t('lastSeen', { names: module.title, ago: format.ago(now - Date.parse(module.observedAt)) })
      : lasting(module)
  const troubled = worstFirst(fleet).filter(({ state }) => state !== 'healthy')
  return {
    tone: toneOfState(worst.state),
    title: healthy === undefined ? trouble : `${trouble}; ${clause(healthy)}`,
    detail: `${troubled.slice(0, NAMES_MAX).map(since).join('. ')}.`,
  }
}

/** A sentence goes on inside another with a small letter, unless it begins with an abbreviation. */
const inSentence = (text: string, language: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? `${text.charAt(0).toLocaleLowerCase(language)}${text.slice(1)}` : text
