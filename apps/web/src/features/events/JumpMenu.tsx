import { Crosshair } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/overlay/Popover.tsx'
import styles from './EventsPage.module.css'
import { readJump, type Jump } from './readJump.ts'

/** Goes to a moment or to a cursor: from a ticket, a log line or another screen. */
export function JumpMenu({ timeZone, onJump }: { timeZone: string; onJump: (jump: Jump) => void }) {
  const t = useTranslations('events.jump')
  return (
    <Popover
      label={t('title')}
      trigger={(attributes) => (
        <Button {...attributes} icon={<Crosshair />}>
          {t('title')}
        </Button>
      )}
    >
      {(close) => (
        <JumpForm
          timeZone={timeZone}
          onJump={(jump) => {
            close()
            onJump(jump)
          }}
        />
      )}
    </Popover>
  )
}

function JumpForm({ timeZone, onJump }: { timeZone: string; onJump: (jump: Jump) => void }) {
  const t = useTranslations('events.jump')
  const [text, setText] = useState('')
  const [failed, setFailed] = useState(false)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const jump = readJump(text, Date.now(), timeZone)
    if (jump === undefined) setFailed(true)
    else onJump(jump)
  }
  return (
    <form className={styles['jump']} onSubmit={onSubmit}>
      <label>
        {t('to')}
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the popover was opened to type here
          autoFocus
          value={text}
          placeholder="14:02:11"
          aria-invalid={failed}
          onChange={(event) => {
            setText(event.target.value)
            setFailed(false)
          }}
        />
      </label>
      <p role={failed ? 'alert' : undefined}>{t(failed ? 'fault' : 'hint')}</p>
      <Button look="primary" size="small" type="submit">
        {t('go')}
      </Button>
    </form>
  )
}
