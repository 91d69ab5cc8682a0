import { LogIn } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLinkState } from '../../live/LiveContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { Dialog } from '../../ui/overlay/Dialog.tsx'
import styles from './Login.module.css'
import { LoginForm } from './LoginForm.tsx'
import { TokenHelp } from './TokenHelp.tsx'

/** Above a picture that is no longer live: says so and from when it is, and asks again without taking it away. */
export function SignedOutBar() {
  const t = useTranslations('login')
  const format = useFormat()
  const link = useLinkState()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <div className={styles['bar']} role="status" data-sure="">
      <span>{link.kind === 'unauthorized' ? t('bar', { time: format.clock(link.since) }) : t('barUnknown')}</span>
      <Button look="primary" size="small" icon={<LogIn />} onClick={() => setOpen(true)}>
        {t('submit')}
      </Button>
      <Dialog open={open} onClose={close} title={t('title')}>
        <div className={styles['again']}>
          <p>{t('again')}</p>
          <LoginForm onSignedIn={close} />
          <TokenHelp />
        </div>
      </Dialog>
    </div>
  )
}
