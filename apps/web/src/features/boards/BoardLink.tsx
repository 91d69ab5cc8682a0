import { type BoardId, toBoardUrl } from '@nobet/domain/boards'
import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useSources } from '../../api/queries.ts'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { usePrefs } from '../../prefs/PrefsContext.tsx'
import { useRange } from '../../shell/range.ts'
import { buttonClass } from '../../ui/Button.tsx'

interface Props {
  readonly board: BoardId
  readonly vars?: Readonly<Record<string, string>>
  readonly size?: 'normal' | 'small'
}

/** One click to the board that tells the same in Grafana, over the same range and zone; nothing without a Grafana. */
export function BoardLink(props: Props) {
  const grafana = useSources().data?.sources.find(({ id }) => id === 'grafana')?.publicUrl
  if (grafana === undefined) return null
  return (
    <LaterTexts>
      <Anchor {...props} grafana={grafana} />
    </LaterTexts>
  )
}

function Anchor({ board, vars = {}, size, grafana }: Props & { readonly grafana: string }) {
  const t = useTranslations('panels')
  const { ms, span } = useRange()
  const { timeZone } = usePrefs()
  const ends = span ?? { from: `now-${Math.round(ms / 1_000)}s`, to: 'now' }
  const url = toBoardUrl(grafana, board, { ...ends, timezone: timeZone, vars })
  return (
    <a className={buttonClass('plain', size)} href={url} target="_blank" rel="noreferrer">
      <ExternalLink />
      {t('grafana')}
    </a>
  )
}
