import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/Button.tsx'
import { useCopy } from '../../ui/useCopy.ts'
import styles from './GuidePage.module.css'

/** A command as it is to be typed; long ones wrap, so that a phone shows all of it. */
export function CodeBlock({ text }: { text: string }) {
  const t = useTranslations('guide')
  const { copied, copy } = useCopy(() => text)
  return (
    <div className={styles['code']}>
      <pre>
        <code>{text}</code>
      </pre>
      <Button
        look="bare"
        size="small"
        icon={copied ? <Check /> : <Copy />}
        aria-label={t(copied ? 'copied' : 'copyThis', { text })}
        onClick={copy}
      >
        <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
      </Button>
    </div>
  )
}
