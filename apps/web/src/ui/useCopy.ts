import { useEffect, useState } from 'react'

const SHOWN_MS = 1_500

/** Copies a text and says so for a moment; a refused clipboard says nothing was copied. */
export function useCopy(read: () => string) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const id = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(id)
  }, [copied])
  const copy = () => void writeClipboard(read()).then(setCopied)
  return { copied, copy }
}

/** The clipboard is missing where the page is not served securely, and may be refused. */
async function writeClipboard(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words)
    return true
  } catch {
    return false
  }
}
