import type { LinkQuality } from '@nobet/domain/freshness'
import type { LinkState } from '@nobet/stream-client'

/** How far the screen may believe its picture. An interrupted stream is no longer live, but not yet an old picture. */
export function toLinkQuality(state: LinkState): LinkQuality {
  switch (state.kind) {
    case 'live':
      return 'live'
    case 'fallback':
      return state.transport === 'sse' ? 'fallback' : 'poll'
    case 'connecting':
    case 'reconnecting':
      return 'poll'
    case 'offline':
    case 'unauthorized':
    case 'stopped':
      return 'offline'
  }
}
