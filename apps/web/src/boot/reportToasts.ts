import type { ToastReport } from '@nobet/contracts'
import type { Api } from '../api/createApi.ts'
import { startToastReports } from '../features/toasts/startToastReports.ts'
import type { Toasts } from '../features/toasts/startToasts.ts'

/** Reports how many toasts came up; loaded after the first screen, and then counts those from before as well. */
export const reportToasts = (
  page: Window & typeof globalThis,
  api: Pick<Api, 'url'>,
  { store }: Toasts,
): (() => void) =>
  startToastReports({
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
