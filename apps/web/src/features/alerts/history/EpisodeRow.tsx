import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useFormat } from '../../../ui/format/useFormat.ts'
import { useNow } from '../../../ui/clock/useNow.tsx'
import { SeverityMark } from '../../../ui/SeverityMark.tsx'
import { Hidden } from '../../../ui/Hidden.tsx'
import { readSummary } from '../data/links.ts'
import { ModuleLink } from '../detail/ModuleLink.tsx'
import { RunbookButton } from '../detail/RunbookButton.tsx'
import list from '../Rows.module.css'
import type { Episode } from './useHistory.ts'

/** One alert that is over: how long it took, and when. */
export function EpisodeRow({ episode }: { episode: Episode }) {
  const t = useTranslations('alerts.history')
  const severity = useTranslations('severity')
  const format = useFormat()
  const now = useNow()
  const { startsAt, endedAt, durationMs } = episode
  return (
    <li>
      <span>
        <SeverityMark severity={episode.severity} known="last" size={16} />
        <Hidden>{severity(episode.severity)}</Hidden>
      </span>
      <div className={list['what']}>
        <p>
          <Link to="/events" search={{ sel: episode.cursor }}>
            {episode.alertname}
          </Link>{' '}
          <ModuleLink module={episode.module} />
        </p>
        <p>{readSummary(episode)}</p>
      </div>
      <p className={list['when']}>
        <b>{durationMs === null ? t('unknownLength') : format.duration(durationMs)}</b>{' '}
        <time dateTime={endedAt} title={`${format.absolute(startsAt)} – ${format.absolute(endedAt)}`}>
          {t('fromTo', { from: format.moment(startsAt, now), to: format.moment(endedAt, now) })}
        </time>
      </p>
      <div className={list['actions']}>
        <RunbookButton alert={episode} />
      </div>
    </li>
  )
}
