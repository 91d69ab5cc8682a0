import type { ToastReport } from '@nobet/contracts'
import type { Api } from '../api/createApi.ts'
import type { Toasts } from '../features/toasts/startToasts.ts'

/** Past the first load: what came up until then is in the first report. */
const BEGIN_AFTER_MS = 3_000

/** Reports how many toasts came up, by code that the first screen does not wait for. */
export function reportToasts(page: Window & typeof globalThis, api: Pick<Api, 'url'>, { store }: Toasts): () => void {
  let stop = () => page.clearTimeout(timer)
  const begin = async () => {
    const { startToastReports } = await import('../features/toasts/startToastReports.ts')
    stop = startToastReports({
      store,
      send: (report) => send(page, api.url('/api/v1/telemetry/toasts'), report),
      delay: (run, ms) => {
        const id = page.setTimeout(run, ms)
        return () => page.clearTimeout(id)
      },
      random: Math.random,
      onHidden: (run) => {
        const listener = () => page.document.visibilityState === 'hidden' && run()
        page.document.addEventListener('visibilitychange', listener)
        return () => page.document.removeEventListener('visibilitychange', listener)
      },
    })
  }
  // A server that is gone gives no code: then there is nobody to report to either.
  const timer = page.setTimeout(() => void begin().catch(() => undefined), BEGIN_AFTER_MS)
  return () => stop()
}

/** `keepalive`: the last report may outlive the page. */
async function send(page: Window & typeof globalThis, url: string, report: ToastReport): Promise<boolean> {
  try {
    const headers = { 'content-type': 'application/json', 'x-nobet-request': '1' }
    const answer = await page.fetch(url, { method: 'POST', headers, body: JSON.stringify(report), keepalive: true })
    return answer.ok || !isForLater(answer.status)
  } catch {
    return false
  }
}

/** Sent again unchanged, another refusal would be refused for ever. */
const isForLater = (status: number): boolean => status === 429 || status >= 500
