import { useSyncExternalStore } from 'react'

/** Where a drawer fits beside the spans. */
const WIDE = '(min-width: 1100px)'

export function useWideScreen(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches)
}

function subscribe(changed: () => void): () => void {
  const media = matchMedia(WIDE)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}
