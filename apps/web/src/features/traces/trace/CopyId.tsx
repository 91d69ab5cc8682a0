import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../ui/IconButton.tsx'

const SHOWN_MS = 1_500

/** Copies an id and says so for a moment; where the clipboard is refused it says nothing. */
export function CopyId({ id }: { id: string }) {
  const t = useTranslations('traces.trace')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(id)
      setCopied(true)
    } catch {
      setCopied(false)
    }
  }
  return (
    <IconButton label={t(copied ? 'copied' : 'copyId')} onClick={() => void copy()}>
      {copied ? <Check /> : <Copy />}
    </IconButton>
  )
}
