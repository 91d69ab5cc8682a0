import { useNavigate, useSearch } from '@tanstack/react-router'
import { TriangleAlert, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LaterTexts } from '../../i18n/LaterTexts.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { type RootSearch, useRange } from '../range.ts'
import styles from './RangePanel.module.css'
import { readRefresh } from './refresh.ts'
import { useRangeWords } from './useRangeWords.ts'

/** Says what the address asked for, why it could not be, and what is shown instead. */
export function RangeNotice() {
  return (
    <LaterTexts>
      <Notice />
    </LaterTexts>
  )
}

function Notice() {
  const t = useTranslations('range')
  const navigate = useNavigate()
  const words = useRangeWords()
  const { range, fault } = useRange()
  const asked = useSearch({ from: '__root__' })
  const clear = { range: undefined, from: undefined, to: undefined, refresh: undefined }
  return (
    <div className={styles['notice']} role="alert">
      <TriangleAlert />
      <p>
        {fault !== undefined &&
          t('notice', { asked: toAsked(asked), fault: t(`faults.${fault}`), shown: words(range) })}{' '}
        {readRefresh(asked.refresh) === undefined &&
          t('noticeRefresh', { asked: asked.refresh ?? '', fault: t('faults.refresh') })}
      </p>
      <IconButton
        label={t('dismiss')}
        onClick={() => void navigate({ to: '.', replace: true, search: (search) => ({ ...search, ...clear }) })}
      >
        <X />
      </IconButton>
    </div>
  )
}

const SHOWN_MAX = 60

function toAsked({ range, from, to }: RootSearch): string {
  const text = from !== undefined || to !== undefined ? `${from ?? '?'} – ${to ?? '?'}` : (range ?? '')
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text
}
