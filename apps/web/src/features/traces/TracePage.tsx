import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { usePageTitle } from '../../shell/usePageTitle.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Panel } from '../../ui/panel/Panel.tsx'
import { PanelEmpty } from '../../ui/panel/PanelStates.tsx'
import text from '../../ui/text.module.css'
import { TempoGate } from './TempoGate.tsx'
import { TracePanel } from './trace/TracePanel.tsx'
import styles from './TracesPage.module.css'

const TRACE_ID = /^[0-9a-f]{1,32}$/i
const ID_DIGITS = 32

/** One trace from its first span to its last. */
export function TracePage() {
  return (
    <LaterTexts>
      <Content />
    </LaterTexts>
  )
}

function Content() {
  const t = useTranslations('traces')
  const { traceId } = useParams({ from: '/traces/$traceId' })
  const id = traceId.toLowerCase().padStart(ID_DIGITS, '0')
  usePageTitle(`${t('trace.label')} ${traceId}`)
  return (
    <div className={styles['page']}>
      <h1 className={text['hidden']}>{t('trace.label')}</h1>
      <nav>
        <Link to="/traces" className={buttonClass('bare', 'small')}>
          <ArrowLeft />
          {t('trace.back')}
        </Link>
      </nav>
      <TempoGate>
        {TRACE_ID.test(traceId) ? (
          <TracePanel key={id} id={id} />
        ) : (
          <Panel title={t('trace.label')}>
            <PanelEmpty title={t('trace.badId')}>
              <p>{t('trace.badIdHint')}</p>
            </PanelEmpty>
          </Panel>
        )}
      </TempoGate>
    </div>
  )
}
