import { useEffect, useRef } from 'react'

/** How long after `g` the second key of a sequence counts. */
const SEQUENCE_MS = 1_200
const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])

/** Keys (`p`, `?`, `Escape`) or sequences (`g o`), or with Ctrl/⌘ (`mod+k`), and what they do. */
export type KeyMap = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>

/** Shortcuts of the whole page while mounted. Typing in a field and open dialogs keep their own keys. */
export function useKeys(map: KeyMap): void {
  const current = useRef(map)
  useEffect(() => {
    current.current = map
  })
  useEffect(() => {
    let prefix = ''
    let prefixUntil = 0
    const onKeyDown = (event: KeyboardEvent) => {
      if (MODIFIERS.has(event.key)) return
      const key = toKey(event)
      const modified = key.startsWith('mod+')
      if (event.defaultPrevented || event.altKey || (!modified && isTaken(event.composedPath()[0] ?? null))) return
      const sequence = event.timeStamp < prefixUntil ? `${prefix} ${key}` : key
      const run = current.current[sequence] ?? current.current[key]
      prefix = key
      prefixUntil = event.timeStamp + SEQUENCE_MS
      if (run === undefined) return
      event.preventDefault()
      prefixUntil = 0
      run(event)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

const toKey = (event: KeyboardEvent): string =>
  event.ctrlKey || event.metaKey
    ? `mod+${event.key.toLowerCase()}`
    : event.key.length === 1
      ? event.key.toLowerCase()
      : event.key

function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.closest('input, textarea, select, [contenteditable], dialog, [popover]') !== null
}
