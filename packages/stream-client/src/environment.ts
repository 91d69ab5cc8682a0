import type { LinkEnvironment } from './streamClient.ts'

const WINDOW_EVENTS = ['online', 'offline', 'pageshow', 'focus'] as const

/** A browser's own hints. A hidden tab that becomes visible, a page out of the cache and a network change all count. */
export function createBrowserEnvironment(page: {
  readonly window: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  readonly document: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
}): LinkEnvironment {
  return {
    onWake(listener) {
      const wake = () => listener()
      for (const name of WINDOW_EVENTS) page.window.addEventListener(name, wake)
      page.document.addEventListener('visibilitychange', wake)
      return () => {
        for (const name of WINDOW_EVENTS) page.window.removeEventListener(name, wake)
        page.document.removeEventListener('visibilitychange', wake)
      }
    },
  }
}
