import { useCallback, useLayoutEffect, useRef } from 'react'

const TYPED_MAX = 100

/**
 * Keeps keys from the page while an overlay is open or still loading, and remembers what was typed before it had its
 * own field. Escape gives up.
 */
export function useHeldKeys(held: boolean, giveUp: () => void): () => string {
  const typed = useRef('')
  const close = useRef(giveUp)
  useLayoutEffect(() => {
    close.current = giveUp
  })
  // Layout, not passive: the next key may come before the browser paints.
  useLayoutEffect(() => {
    if (!held) return
    typed.current = ''
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isInDialog(event.target)) return
      event.stopPropagation()
      if (event.key === 'Escape') close.current()
      if (event.key.length === 1) typed.current = (typed.current + event.key).slice(0, TYPED_MAX)
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [held])
  return useCallback(() => typed.current, [])
}

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('dialog') !== null
