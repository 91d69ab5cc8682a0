import { isDefaultPanel, type PanelView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'

const LINES = ['transport', 'protocol', 'tool_error', 'timeout', 'streams', 'hits', 'all', 'whole', 'list'] as const
type Line = (typeof LINES)[number]

/** Names of panels and lines in the reader's language; what an operator or a server named keeps its name. */
export function usePanelWords() {
  const t = useTranslations('panels')
  return {
    title: ({ id, title }: PanelView): string => title ?? (isDefaultPanel(id) ? t(`title.${id}`) : id),
    line: (name: string): string => (isKnownLine(name) ? t(`line.${name}`) : name),
  }
}

const isKnownLine = (name: string): name is Line => LINES.some((known) => known === name)
