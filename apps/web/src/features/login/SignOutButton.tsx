import { LogOut } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/Button.tsx'
import { useSignedOut } from './useSignedOut.ts'
import { useSignOut } from './useSignIn.ts'

/** The way out, where there is no menu of the user: on a phone. */
export function SignOutButton() {
  const t = useTranslations('login')
  const signOut = useSignOut()
  const signedOut = useSignedOut()
  if (signedOut) return null
  return (
    <>
      {signOut.isError && <span role="alert">{t('failedOut', { message: signOut.error.message })}</span>}
      <Button size="small" icon={<LogOut />} disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('signOut')}
      </Button>
    </>
  )
}
