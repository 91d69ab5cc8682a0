import { type AlertView, formatCursor, type LoggedEvent, type ModuleView, type Snapshot } from '@nobet/contracts'
import { emptyWorld } from '@nobet/domain/world'
import type { LinkReport, LinkState } from '@nobet/stream-client'
import { createMemoryHistory } from '@tanstack/react-router'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import { createApi } from '../api/createApi.ts'
import { createQueryClient } from '../api/queries.ts'
import { App } from '../boot/App.tsx'
import { createAppRouter } from '../boot/router.tsx'
import { openRoom } from '../features/toasts/openRoom.tsx'
import { loadCatalogue } from '../i18n/messages.ts'
import { createEventRing } from '../live/eventRing.ts'
import { NO_STATS } from '../live/noStats.ts'
import type { Live } from '../live/startLive.ts'
import { createWorldStore } from '../live/worldStore.ts'
import { createPrefsStore, type Language } from '../prefs/prefs.ts'
import { createTicker } from '../ui/clock/createTicker.ts'
import { until } from './until.ts'

/** 14:02:09 in Istanbul; every test's present unless it says otherwise. */
export const NOW = Date.UTC(2026, 10, 22, 11, 2, 9)
export const ago = (ms: number): string => new Date(NOW - ms).toISOString()

interface Scene {
  readonly path?: string
  readonly language?: Language
  readonly modules?: readonly ModuleView[]
  readonly alerts?: readonly AlertView[]
  readonly events?: readonly LoggedEvent[]
  readonly link?: LinkState
  /** Bodies by the end of the path, or a function that makes the answer; what is not here answers 503. */
  readonly answers?: Readonly<Record<string, unknown>>
  /** `waiting`: no snapshot has come yet. */
  readonly world?: 'ready' | 'waiting'
}

/** The whole panel on a page, its world and link in the test's hands and no network. */
export async function renderApp(scene: Scene = {}) {
  const host = document.body.appendChild(document.createElement('div'))
  const root = createRoot(host)
  const link = createStore<LinkReport>(() => ({ state: scene.link ?? liveLink, stats: NO_STATS }))
  const live = createFakeLive(scene, link)
  const prefs = createPrefsStore(undefined)
  prefs.setState({ language: scene.language ?? 'en', timeZone: 'Europe/Istanbul', theme: 'dark' })
  const room = openTestRoom(live)
  const queries = createQueryClient()
  queries.setDefaultOptions({ queries: { retry: false } })
  const ticker = createTicker({ now: () => NOW, every: () => () => {}, onVisibility: () => () => {} })
  const catalogue = await loadCatalogue(scene.language ?? 'en')
  const history = createMemoryHistory({ initialEntries: [scene.path ?? '/'] })
  const router = createAppRouter({ basepath: '/', history })
  const api = createApi({ fetch: createFakeFetch(scene.answers ?? {}), base: '' })
  await act(async () => {
    await router.load()
    root.render(
      <App
        {...{
          api,
          catalogue,
          live,
          prefs,
          queries,
          router,
          ticker,
          room: { ready: Promise.resolve(room), stop: room.stop },
        }}
      />,
    )
  })
  return {
    host,
    router,
    prefs,
    until,
    setLink: (state: LinkState) => act(async () => link.setState({ state })),
    press: (key: string, init: KeyboardEventInit = {}, on: Element | null = document.body) =>
      act(
        async () =>
          void on?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })),
      ),
    unmount: async () => {
      await act(async () => root.unmount())
      room.stop()
      queries.clear()
      host.remove()
    },
  }
}

const liveLink: LinkState = { kind: 'live', transport: 'websocket', since: NOW - 60_000 }

function createFakeLive(scene: Scene, link: Live['link']): Live {
  const onFrame = (publish: () => void) => publish()
  const world = createWorldStore({ onFrame })
  const ring = createEventRing({ now: () => NOW, onFrame })
  const modules = Object.fromEntries((scene.modules ?? []).map((module) => [module.id, module]))
  const alerts = Object.fromEntries((scene.alerts ?? []).map((alert) => [alert.fingerprint, alert]))
  const snapshot: Snapshot = {
    cursor: formatCursor({ epoch: 'e', offset: 0 }),
    world: { ...emptyWorld, modules, alerts },
  }
  if (scene.world !== 'waiting') world.reset(snapshot, [])
  const items = (scene.events ?? []).map((event, i) => ({ cursor: formatCursor({ epoch: 'e', offset: i + 1 }), event }))
  ring.push(items, true)
  return {
    world: world.store,
    ring,
    link,
    onBatch: () => () => {},
    onGap: () => () => {},
    force: () => {},
    reconnectNow: () => {},
    reportPaint: () => {},
    stop: () => {},
  }
}

const never = () => () => {}

/** Without sound, desktop or other tabs. */
const openTestRoom = (live: Live) =>
  openRoom(
    {
      live,
      now: () => NOW,
      minuteOf: () => 0,
      every: never,
      hidden: () => false,
      name: 'test',
      rules: { storage: undefined, onForeignWrite: never },
      openChannel: undefined,
      locks: undefined,
      sound: { openAudio: undefined, mayPlay: () => false, onGesture: never, storage: undefined },
      desktop: { Notification: undefined, focus: () => {} },
      sign: () => {},
    },
    [],
  )

const createFakeFetch = (answers: Readonly<Record<string, unknown>>): typeof fetch => {
  const answer = async (url: string, init: RequestInit | undefined): Promise<Response> => {
    const path = new URL(url, 'http://panel.test').pathname
    const found = Object.entries(answers).find(([end]) => path.endsWith(end))
    if (typeof found?.[1] === 'function') return await found[1](init)
    if (found !== undefined) return Response.json(found[1])
    return Response.json({ type: 'about:blank', title: 'Unavailable', status: 503 }, { status: 503 })
  }
  return (input, init) => answer(input instanceof Request ? input.url : String(input), init)
}

/** A healthy module seen two seconds ago. */
export const buildModule = (over: Partial<ModuleView> = {}): ModuleView => ({
  id: 'finbot',
  title: 'FinBot',
  url: 'http://127.0.0.1:4411/mcp',
  state: 'healthy',
  since: ago(60 * 60_000),
  observedAt: ago(2_000),
  intervalMs: 10_000,
  nextProbeAt: new Date(NOW + 8_000).toISOString(),
  failures: 0,
  failureThreshold: 3,
  rungs: [{ rung: 'tcp', status: 'passed', ms: 1 }],
  recent: [],
  latencyMs: { p50: 40, p95: 142, p99: 200 },
  durationMs: 96,
  ...over,
})
