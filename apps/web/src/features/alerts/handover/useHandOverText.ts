import type { LoggedEvent } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useModules } from '../../../live/LiveContext.tsx'
import { useTimeZone } from '../../../prefs/PrefsContext.tsx'
import { useSummariseEvent } from '../../../ui/event/useSummariseEvent.ts'
import { useFormat } from '../../../ui/format/useFormat.ts'
import type { Stretch } from './readStretch.ts'
import { type AlertStory, toHandOver } from './toHandOver.ts'

/** Changes named one by one; the rest as a number. */
const CHANGES_MAX = 30

/** Writes the hand-over as plain text, in the operator's language and zone; `from` and `to` are epoch ms. */
export function useHandOverText(): (stretch: Stretch, span: { readonly from: number; readonly to: number }) => string {
  const t = useTranslations('alerts.handover')
  const states = useTranslations('state')
  const severities = useTranslations('severity')
  const format = useFormat()
  const zone = useTimeZone()
  const modules = useModules()
  const summarise = useSummariseEvent()
  const titleOf = (id: string) => modules[id]?.title ?? id
  const storyLine = (story: AlertStory, to: number): string => {
    const where = story.module === undefined ? '' : ` (${titleOf(story.module)})`
    const head = `${severities(story.severity)} ${story.alertname}${where}`
    const when =
      story.endedAt === undefined
        ? t('since', { time: format.moment(story.startedAt, to) })
        : t('fromTo', { from: format.moment(story.startedAt, to), to: format.moment(story.endedAt, to) })
    const times = story.times > 1 ? `, ${t('times', { count: story.times })}` : ''
    const owner =
      story.by !== undefined ? `, ${t('by', { by: story.by })}` : story.endedAt === undefined ? `, ${t('nobody')}` : ''
    const summary = story.summary === undefined ? '' : `: ${story.summary}`
    return `- ${head}, ${when}${times}${owner}${summary}`
  }
  const changeLine = (event: LoggedEvent, to: number): string => {
    const who = event.module === undefined ? '' : `${titleOf(event.module)}: `
    return `- ${format.moment(event.time, to)} ${who}${summarise(event)} [${event.type}]`
  }
  return ({ events, reach }, { from, to }) => {
    const { open, over, modules: moved, changes } = toHandOver(events)
    const part = (title: string, lines: readonly string[], none: string): string[] => [
      '',
      title,
      ...(lines.length === 0 ? [none] : lines),
    ]
    return [
      t('head', { from: format.moment(from, to), to: format.moment(to, to), zone, offset: format.zone(to) }),
      ...(reach === 'whole' ? [] : [t(reach === 'cut' ? 'cut' : 'logBegins')]),
      ...part(
        t('broke', { count: open.length }),
        open.map((story) => storyLine(story, to)),
        t('nothingBroke'),
      ),
      ...part(
        t('recovered', { count: over.length }),
        over.map((story) => storyLine(story, to)),
        t('nothingRecovered'),
      ),
      ...part(
        t('modules', { count: moved.length }),
        moved.map(({ module, from: was, to: is }) => `- ${titleOf(module)}: ${states(was)} → ${states(is)}`),
        t('noModule'),
      ),
      ...part(
        t('changed', { count: changes.length }),
        [
          ...changes.slice(-CHANGES_MAX).map((event) => changeLine(event, to)),
          ...(changes.length > CHANGES_MAX ? [t('moreChanges', { count: changes.length - CHANGES_MAX })] : []),
        ],
        t('nothingChanged'),
      ),
    ].join('\n')
  }
}
