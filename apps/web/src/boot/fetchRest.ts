import { fetchPages } from './router.tsx'

const LOAD_FIRST_MS = 3_000

/**
 * Fetches every page and overlay while there is nothing else to do: once the panel’s server is gone they could no
 * longer be had, and the last picture must stay readable on all of them.
 */
export function fetchRest(
  page: Pick<Window & typeof globalThis, 'setTimeout' | 'clearTimeout'>,
  alsoLater: () => Promise<void>,
): () => void {
  const timer = page.setTimeout(() => {
    void Promise.allSettled([
      fetchPages(),
      import('../features/connection/ConnectionPanel.tsx'),
      import('../shell/KeyHelp.tsx'),
      import('../shell/Palette.tsx'),
      import('../features/guide/book.ts').then(({ fetchGuide }) => fetchGuide()),
      alsoLater(),
    ])
  }, LOAD_FIRST_MS)
  return () => page.clearTimeout(timer)
}
