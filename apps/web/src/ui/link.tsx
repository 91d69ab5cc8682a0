import type { LinkQuality } from '@nobet/domain/freshness'
import { createContext, type ReactNode, useContext, useLayoutEffect } from 'react'

const Context = createContext<LinkQuality>('offline')

/** Tells every status component how far the picture may be believed; also as `data-link` on the root for the tokens. */
export function LinkQualityProvider({ quality, children }: { quality: LinkQuality; children: ReactNode }) {
  useLayoutEffect(() => {
    document.documentElement.dataset['link'] = quality
  }, [quality])
  return <Context value={quality}>{children}</Context>
}

/** `live` and `fallback` (SSE) are pushed; `poll` is seconds late; `offline` is the last picture. */
export const useLinkFreshness = (): LinkQuality => useContext(Context)
