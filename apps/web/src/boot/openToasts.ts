import type { EventBatch } from '@nobet/stream-client'
import { openRoom } from '../features/toasts/openRoom.tsx'
import type { Room } from '../features/toasts/late.tsx'
import { minuteOfDay } from '../features/toasts/minuteOfDay.ts'
import type { Live } from '../live/startLive.ts'
import { type PrefsStore, toTimeZone } from '../prefs/prefs.ts'
import { signTab } from './signTab.ts'

interface Deps {
  readonly live: Live
  readonly prefs: PrefsStore
  readonly storage: Storage | undefined
  readonly base: string
  readonly now: () => number
}

const GESTURES = ['pointerdown', 'keydown'] as const

/** Hands this page's abilities to the toasts; each may be missing. Loaded after the first screen. */
export function openToasts(page: Window & typeof globalThis, deps: Deps): (missed: readonly EventBatch[]) => Room {
  const { live, prefs, storage, base, now } = deps
  const name = `nobet${base}`
  const isShown = () => page.document.visibilityState !== 'hidden'
  const parts = {
    live,
    now,
    name,
    minuteOf: (at: number) => minuteOfDay(at, toTimeZone(prefs.getState())),
    every: (run: () => void, ms: number) => {
      const id = page.setInterval(run, ms)
      return () => page.clearInterval(id)
    },
    hidden: () => !isShown(),
    rules: {
      storage,
      onForeignWrite: (listener: (key: string | null) => void) => {
        const onStorage = ({ key }: StorageEvent) => listener(key)
        page.addEventListener('storage', onStorage)
        return () => page.removeEventListener('storage', onStorage)
      },
    },
    openChannel: 'BroadcastChannel' in page ? () => new page.BroadcastChannel(name) : undefined,
    locks: 'locks' in page.navigator ? page.navigator.locks : undefined,
    sound: {
      storage,
      openAudio: 'AudioContext' in page ? () => new page.AudioContext() : undefined,
      mayPlay: () => 'userActivation' in page.navigator && page.navigator.userActivation.hasBeenActive,
      onGesture: (listener: () => void) => {
        for (const kind of GESTURES) page.addEventListener(kind, listener, { capture: true })
        return () => {
          for (const kind of GESTURES) page.removeEventListener(kind, listener, { capture: true })
        }
      },
    },
    desktop: {
      Notification: 'Notification' in page && page.isSecureContext ? page.Notification : undefined,
      focus: () => page.focus(),
    },
    sign: signTab(page.document),
  }
  return (missed) => openRoom(parts, missed)
}
