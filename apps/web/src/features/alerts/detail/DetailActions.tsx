import type { AlertRow } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { BellOff, ChartLine, LayoutDashboard } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '../../../ui/Button.tsx'
import { useActions } from '../act/ActionsContext.tsx'
import { readExpression } from '../data/links.ts'
import { useReadLink } from '../data/LinkHostsContext.tsx'
import { AckButton } from '../list/LineActions.tsx'
import type { Asking } from '../list/useListHands.ts'
import styles from './AlertDetail.module.css'
import { RunbookButton } from './RunbookButton.tsx'
import { useRunbook } from './useRunbook.ts'

interface Props {
  readonly alert: AlertRow
  readonly onAsk: (asking: Asking) => void
  readonly onSilence: (alert: AlertRow) => void
}

/** Everything one can do about it. */
export function DetailActions({ alert, onAsk, onSilence }: Props) {
  const t = useTranslations('alerts.detail')
  const silences = useTranslations('alerts.silences')
  const { maySilence, role } = useActions()
  const expression = readExpression(alert.generatorUrl)
  const runbook = useRunbook(alert)
  const boardUrl = useReadLink()(alert.annotations['grafana_url'])
  return (
    <>
      <div className={styles['actions']}>
        <AckButton alert={alert} onAsk={onAsk} />
        <RunbookButton alert={alert} />
        <Button
          icon={<BellOff />}
          disabled={!maySilence}
          title={maySilence ? undefined : silences('forbidden', { role })}
          onClick={() => onSilence(alert)}
        >
          {t('silence')}
        </Button>
        {alert.dashboardUrl !== undefined && (
          <a className={buttonClass()} href={alert.dashboardUrl} target="_blank" rel="noreferrer">
            <LayoutDashboard />
            {t('page')}
          </a>
        )}
        {boardUrl !== undefined && (
          <a className={buttonClass()} href={boardUrl} target="_blank" rel="noreferrer">
            <LayoutDashboard />
            {t('board')}
          </a>
        )}
        {expression !== undefined && (
          <Link to="/explore" search={{ q: [expression] }} className={buttonClass()} title={expression}>
            <ChartLine />
            {t('explore')}
          </Link>
        )}
      </div>
      {runbook.kind === 'text' && (
        <p className={styles['note']}>
          {t('runbookText')} <code>{runbook.text}</code>
        </p>
      )}
    </>
  )
}
