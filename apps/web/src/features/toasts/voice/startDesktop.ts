import { createStore, type StoreApi } from 'zustand/vanilla'

/** `unsupported` also where the page is not served over https or from this machine. */
export type DesktopState = NotificationPermission | 'unsupported'

export interface DesktopNote {
  /** One note for a key: a later one replaces it. */
  readonly key: string
  readonly title: string
  readonly body: string
  readonly critical: boolean
}

export interface Desktop {
  readonly store: StoreApi<{ readonly state: DesktopState }>
  /** Call from a click. */
  readonly ask: () => Promise<void>
  readonly show: (note: DesktopNote) => void
  /** Takes notes off the desktop whose key is not held any more. */
  readonly keep: (isOpen: (key: string) => boolean) => void
  readonly stop: () => void
}

type NotificationType = Pick<typeof Notification, 'permission' | 'requestPermission'> &
  (new (
    title: string,
    options?: NotificationOptions,
  ) => Notification)

export interface DesktopDeps {
  readonly Notification: NotificationType | undefined
  /** Brings the panel to the front. */
  readonly focus: () => void
}

/** Notes of the operating system; the sound is ours. */
export function startDesktop({ Notification, focus }: DesktopDeps): Desktop {
  const store = createStore<{ readonly state: DesktopState }>(() => ({
    state: Notification?.permission ?? 'unsupported',
  }))
  const shown = new Map<string, Notification>()
  return {
    store,
    ask: async () => {
      if (Notification === undefined) return
      if (Notification.permission === 'default') await Notification.requestPermission()
      store.setState({ state: Notification.permission })
    },
    show: ({ key, title, body, critical }) => {
      if (Notification?.permission !== 'granted') return
      try {
        const note = new Notification(title, { tag: key, body, silent: true, requireInteraction: critical })
        note.addEventListener('click', () => {
          focus()
          note.close()
        })
        shown.set(key, note)
      } catch {
        // Some phones only let a service worker do it.
        store.setState({ state: 'unsupported' })
      }
    },
    keep: (isOpen) => {
      for (const [key, note] of shown) {
        if (isOpen(key)) continue
        note.close()
        shown.delete(key)
      }
    },
    stop: () => {
      for (const note of shown.values()) note.close()
      shown.clear()
    },
  }
}
