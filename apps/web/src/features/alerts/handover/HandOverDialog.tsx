import { useQuery } from '@tanstack/react-query'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useApi } from '../../../api/ApiContext.tsx'
import { LaterTexts } from '../../../i18n/LaterTexts.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import { PanelError, PanelLoading } from '../../../ui/panel/PanelStates.tsx'
import { useCopy } from '../../../ui/useCopy.ts'
import { DurationChoice } from '../act/DurationChoice.tsx'
import form from '../Form.module.css'
import styles from './HandOver.module.css'
import { readStretch } from './readStretch.ts'
import { useHandOverText } from './useHandOverText.ts'

const HOUR_MS = 3_600_000
const SPANS = [HOUR_MS, 8 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS] as const

interface Props {
  /** How long one was away; a shift's length else. */
  readonly awayMs?: number
  readonly onClose: () => void
}

/** What broke, what recovered, who took what and what changed: a text to hand over with. */
export const HandOverDialog = (props: Props) => (
  <LaterTexts>
    <Content {...props} />
  </LaterTexts>
)

function Content({ awayMs, onClose }: Props) {
  const t = useTranslations('alerts.handover')
  const api = useApi()
  const write = useHandOverText()
  const [ms, setMs] = useState<number>(awayMs ?? 8 * HOUR_MS)
  const { data, error, refetch } = useQuery({
    queryKey: ['handover', ms],
    queryFn: async ({ signal }) => {
      const to = Date.now()
      return { stretch: await readStretch(api, to - ms, signal), from: to - ms, to }
    },
  })
  const text = data === undefined ? '' : write(data.stretch, data)
  const { copied, copy } = useCopy(() => text)
  const choices = awayMs === undefined ? SPANS : [awayMs, ...SPANS]
  return (
    <Dialog open onClose={onClose} title={t('title')}>
      <div className={form['form']}>
        <DurationChoice label={t('over')} choices={choices} value={ms} onChange={setMs} />
        {data === undefined && error === null && <PanelLoading lines={6} />}
        {data === undefined && error !== null && (
          <PanelError title={t('failed')} message={error.message} onRetry={() => void refetch()} />
        )}
        {data !== undefined && (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
          <pre className={styles['text']} tabIndex={0} aria-label={t('title')}>
            {text}
          </pre>
        )}
        <div className={form['foot']}>
          <span aria-live="polite">{copied && t('copied')}</span>
          <Button look="primary" icon={copied ? <Check /> : <Copy />} disabled={data === undefined} onClick={copy}>
            {t('copy')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
