import { Save } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../../api/queries.ts'
import { Button } from '../../../ui/Button.tsx'
import { SaveDialog, type SaveProps } from './SaveDialog.tsx'

/** For operators: puts a query onto the pages of modules. */
export function SaveButton(props: SaveProps) {
  const t = useTranslations('metrics.save')
  const [open, setOpen] = useState(false)
  const may = useSession().data?.permissions.includes('panels:write') ?? false
  if (!may) return null
  return (
    <>
      <Button look="bare" size="small" icon={<Save />} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open && <SaveDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}
