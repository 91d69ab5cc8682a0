import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useNow } from '../../ui/clock/useNow.tsx'
import { cx } from '../../ui/cx.ts'
import { useFormat } from '../../ui/format/useFormat.ts'
import { Panel } from '../../ui/panel/Panel.tsx'
import { FleetBoard } from './FleetBoard.tsx'
import { toLatencyMs } from '../../ui/probe/toLatencyMs.ts'
import { StatusMark } from '../../ui/StatusMark.tsx'
import { Time } from '../../ui/Time.tsx'
import { toneOfState } from '../../ui/tone.ts'
import tones from '../../ui/tone.module.css'
import styles from './ModuleRows.module.css'
import { type ShownModule, useFleet, worstFirst } from './useFleet.ts'

/** Modules as rows, worst first: for a phone and for the list page. */
export function ModuleRows() {
  const t = useTranslations('overview')
  const fleet = worstFirst(useFleet())
  return (
    <Panel title={t('modules')} headLine="ruled" actions={<FleetBoard />}>
      {fleet.map((shown) => (
        <Row key={shown.module.id} {...shown} />
      ))}
    </Panel>
  )
}

function Row({ module, state, known, freshness }: ShownModule) {
  const now = useNow()
  const format = useFormat()
  const states = useTranslations(known === 'now' ? 'state' : 'stateWas')
  const ms = toLatencyMs(module)
  const tone = toneOfState(state)
  return (
    <Link to="/modules/$moduleId" params={{ moduleId: module.id }} className={styles['row']}>
      <StatusMark tone={tone} known={known} />
      <b>{module.title}</b>
      <span className={cx(styles['state'], tones[tone])}>
        {states(state)}, {format.duration(Math.max(0, now - Date.parse(module.since)))}
      </span>
      <span className={styles['value']} data-past={module.failures > 0}>
        {freshness === 'stale' && module.observedAt !== null ? (
          <Time at={module.observedAt} />
        ) : ms === null ? (
          '–'
        ) : (
          format.latency(ms)
        )}
      </span>
    </Link>
  )
}
