/** What tabs of one browser tell each other. */
export type TabMessage =
  | { readonly type: 'dismiss'; readonly keys: readonly string[] }
  | { readonly type: 'read' }
  /** A leader has said this. */
  | { readonly type: 'said'; readonly id: string }
  /** Who may make sounds has changed. */
  | { readonly type: 'voice' }

const TYPES: readonly string[] = ['dismiss', 'read', 'said', 'voice']

export interface Tabs {
  readonly tell: (message: TabMessage) => void
  readonly onTold: (listener: (message: TabMessage) => void) => () => void
  readonly stop: () => void
}

/** The other tabs of this panel; without a channel each tab is alone. */
export function startTabs(open: (() => BroadcastChannel) | undefined): Tabs {
  const listeners = new Set<(message: TabMessage) => void>()
  const channel = open?.()
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isMessage(data)) for (const listener of listeners) listener(data)
  })
  return {
    tell: (message) => channel?.postMessage(message),
    onTold: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => channel?.close(),
  }
}

/** Only tabs of this origin can speak here; an older version of the panel may say what this one does not know. */
const isMessage = (data: unknown): data is TabMessage =>
  typeof data === 'object' && data !== null && 'type' in data && TYPES.includes(String(data.type))
