import { createBrowserEnvironment, createStreamClient, systemClock } from '@nobet/stream-client'
import { createApi } from '../api/createApi.ts'
import { createQueryClient } from '../api/queries.ts'
import { startToasts } from '../features/toasts/startToasts.ts'
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
  const live = startLive({
    api,
    onFrame,
    now: clock.now,
    delay: (run, ms) => {
      const id = page.setTimeout(run, ms)
      return () => page.clearTimeout(id)
    },
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
  const toasts = startToasts({
    live,
    now: clock.now,
    every: (run, ms) => {
      const id = page.setInterval(run, ms)
      return () => page.clearInterval(id)
    },
    hidden: () => page.document.visibilityState === 'hidden',
  })
  const prefs = createPrefsStore(readStorage(page))
  const app = {
    api,
    catalogue: await loadCatalogue(toLanguage(prefs.getState(), page.navigator.languages)),
    live,
    toasts,
    prefs,
    queries: createQueryClient(),
    router: createAppRouter({ basepath: base === '' ? '/' : base }),
    ticker: createTicker({ ...browserTickerDeps(), now: clock.now }),
  }
  let leaveReports = () => {}
  const leaveRest = fetchRest(page, async () => {
    const { startReports } = await import('./startReports.ts')
    leaveReports = startReports(page, { api, live, toasts, queries: app.queries })
  })
  const stop = () => {
    leaveRest()
    leaveReports()
    toasts.stop()
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
