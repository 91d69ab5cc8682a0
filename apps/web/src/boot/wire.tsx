import { createBrowserEnvironment, createStreamClient, systemClock } from '@nobet/stream-client'
import { createApi } from '../api/createApi.ts'
import { createQueryClient } from '../api/queries.ts'
import { loadRoom } from '../features/toasts/late.tsx'
import { loadCatalogue } from '../i18n/messages.ts'
import { startLive } from '../live/startLive.ts'
import { createPrefsStore, toLanguage } from '../prefs/prefs.ts'
import { browserTickerDeps, createTicker } from '../ui/clock/createTicker.ts'
import { App } from './App.tsx'
import { fetchRest } from './fetchRest.ts'
import { createAppRouter } from './router.tsx'
import { readBasePath } from './readBasePath.ts'
import { createServerClock } from './serverClock.ts'

const CLIENT = { name: 'nobet-web' }

/** Makes every long-lived part and hands them to each other: the only place that knows them all. */
export async function wire(page: Window & typeof globalThis) {
  const base = readBasePath(page.document)
  const clock = createServerClock(Date.now)
  const api = createApi({ fetch: page.fetch.bind(page), base, onServerTime: clock.correct })
  const onFrame = (publish: () => void) => void page.requestAnimationFrame(publish)
  const delay = (run: () => void, ms: number) => {
    const id = page.setTimeout(run, ms)
    return () => page.clearTimeout(id)
  }
  const live = startLive({
    api,
    onFrame,
    now: clock.now,
    delay,
    openStream: (options) =>
      createStreamClient(
        {
          createWebSocket: (url, protocols) => new page.WebSocket(url, protocols),
          fetch: page.fetch.bind(page),
          clock: systemClock,
          random: Math.random,
          environment: createBrowserEnvironment(page),
        },
        { ...options, baseUrl: `${page.location.origin}${base}/`, topics: ['*'], client: CLIENT },
      ),
  })
  const storage = readStorage(page)
  const prefs = createPrefsStore(storage)
  const room = loadRoom({
    live,
    delay,
    load: async () =>
      (await import('./openToasts.ts')).openToasts(page, { live, prefs, storage, base, now: clock.now }),
  })
  const app = {
    api,
    catalogue: await loadCatalogue(toLanguage(prefs.getState(), page.navigator.languages)),
    live,
    room,
    prefs,
    queries: createQueryClient(),
    router: createAppRouter({ basepath: base === '' ? '/' : base }),
    ticker: createTicker({ ...browserTickerDeps(), now: clock.now }),
  }
  let leaveReports = () => {}
  const leaveRest = fetchRest(page, async () => {
    const { startReports } = await import('./startReports.ts')
    const { toasts } = await room.ready
    leaveReports = startReports(page, { api, live, toasts, queries: app.queries })
  })
  const stop = () => {
    leaveRest()
    leaveReports()
    room.stop()
    live.stop()
  }
  return { element: <App {...app} />, stop }
}

/** Reading `localStorage` itself throws where storage is forbidden. */
function readStorage(page: Window): Storage | undefined {
  try {
    return page.localStorage
  } catch {
    return undefined
  }
}
