import { type FormEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/Button.tsx'
import styles from './Login.module.css'
import { type Fault, toFault } from './toFault.ts'
import { useSignIn } from './useSignIn.ts'

/** What a header can carry at all. */
const SENDABLE = /^[\x21-\x7e]+$/

/** One field for a token, and why it was refused; the token is forgotten by the page as soon as it was sent. */
export function LoginForm({ onSignedIn }: { onSignedIn?: () => void }) {
  const t = useTranslations('login')
  const id = useId()
  const [text, setText] = useState('')
  const [mistake, setMistake] = useState<Fault>()
  const signIn = useSignIn()
  const fault = mistake ?? (signIn.error === null ? undefined : toFault(signIn.error))

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const token = text.trim().replace(/^Bearer\s+/i, '')
    const wrong = judge(token)
    setMistake(wrong)
    if (wrong !== undefined) return
    signIn.mutate(token, {
      onSuccess: () => {
        setText('')
        onSignedIn?.()
      },
    })
  }

  return (
    <form className={styles['form']} onSubmit={submit}>
      <label htmlFor={id}>{t('token')}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-autofocus=""
        value={text}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}f`}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}f`} role="alert" className={styles['fault']}>
        {fault !== undefined && t(`faults.${fault.name}`, { detail: fault.detail })}
      </p>
      <Button type="submit" look="primary" disabled={signIn.isPending} className={styles['submit']}>
        {signIn.isPending ? t('submitting') : t('submit')}
      </Button>
    </form>
  )
}

function judge(token: string): Fault | undefined {
  if (token === '') return { name: 'empty', detail: '' }
  return SENDABLE.test(token) ? undefined : { name: 'token-malformed', detail: '' }
}
