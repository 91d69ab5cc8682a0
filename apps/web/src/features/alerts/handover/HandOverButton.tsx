import { ClipboardList } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'

export function HandOverButton() {
  const t = useTranslations('alerts.handover')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" icon={<ClipboardList />} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <HandOverDialog onClose={() => setOpen(false)} />}
    </>
  )
}
