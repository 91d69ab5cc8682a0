import { severityRank } from '@nobet/contracts'
import { countOf, modulesOf, type Notice, settledOf, type Toast } from '@nobet/domain/toasts'
import { useTranslations } from 'use-intl'
import { useModules } from '../../live/LiveContext.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import type { Payload } from './toNotice.ts'
import { useWords, type Words } from './useWords.ts'

/** Things a folded card names before it only counts. */
const NAMED_MAX = 4

/** What a card says: of one thing its own words, of many how many, where, and how they stand. */
export function useCardWords(toast: Toast<Payload>): Words {
  const t = useTranslations('toasts')
  const format = useFormat()
  const modules = useModules()
  const toWords = useWords()
  if (toast.shape === 'single') return toWords(toast.notice.payload)
  const names = [...new Set(toNamed(toast).map((notice) => toWords(notice.payload).title))]
  const where = modulesOf(toast).map((id) => modules[id]?.title ?? id)
  const count = countOf(toast)
  const settled = settledOf(toast)
  const open = toast.members.length + toast.beyond - settled
  if (toast.shape === 'cause') {
    const words = toWords(toast.notice.payload)
    return {
      ...words,
      text: `${words.text} ${t('explains', { count: toast.members.length + toast.beyond, open, names: format.list(names) })}`,
    }
  }
  const at = where.length === 0 ? '' : ` ${t('onModules', { count: where.length })}`
  const list = [...where.slice(0, NAMED_MAX), ...names].slice(0, NAMED_MAX + 1)
  if (toast.shape === 'away')
    return { title: t('away', { count }), text: t('awayText', { open, settled, names: format.list(names) }) }
  const title = toast.severity === 'critical' ? t('criticalStorm', { count }) : t('storm', { count })
  if (toast.status === 'cleared') return { title: t('stormOver', { count }), text: t('inCentre') }
  const text = t('stormText', { names: format.list(list) })
  return { title: `${title}${at}`, text: settled === 0 ? text : `${t('settled', { count: settled })} ${text}` }
}

/** What is open, the worst first; when nothing is, what was. */
function toNamed({ members }: Toast<Payload>): readonly Notice<Payload>[] {
  const open = members.filter(({ status }) => status === 'raised')
  return (open.length === 0 ? members : open)
    .map(({ notice }) => notice)
    .toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity))
    .slice(0, NAMED_MAX)
}
