import type { Api } from '../api/createApi.ts'
import type { Toasts } from '../features/toasts/startToasts.ts'
import type { Live } from '../live/startLive.ts'
import { reportPaints } from './reportPaints.ts'
import { reportToasts } from './reportToasts.ts'

/** What this browser tells the panel of itself; loaded after the first screen. */
export function startReports(
  page: Window & typeof globalThis,
  { api, live, toasts }: { api: Pick<Api, 'url'>; live: Live; toasts: Toasts },
): () => void {
  const leave = [reportToasts(page, api, toasts), reportPaints(page, live)]
  return () => {
    for (const off of leave.splice(0)) off()
  }
}
