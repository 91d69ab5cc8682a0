import type { QueryClient } from '@tanstack/react-query'
import type { Api } from '../api/createApi.ts'
import type { Toasts } from '../features/toasts/startToasts.ts'
import type { Live } from '../live/startLive.ts'
import { startAskingAgain } from './askAgain.ts'
import { reportPaints } from './reportPaints.ts'
import { reportToasts } from './reportToasts.ts'

interface Parts {
  readonly api: Pick<Api, 'url'>
  readonly live: Live
  readonly toasts: Toasts
  readonly queries: QueryClient
}

/** What runs beside the screens, loaded after the first of them: reports to the panel, and asking it again. */
export function startReports(page: Window & typeof globalThis, { api, live, toasts, queries }: Parts): () => void {
  const delay = (run: () => void, ms: number) => {
    const id = page.setTimeout(run, ms)
    return () => page.clearTimeout(id)
  }
  const leave = [
    reportToasts(page, api, toasts),
    reportPaints(page, live),
    startAskingAgain({ live, queries, random: Math.random, delay }),
  ]
  return () => {
    for (const off of leave.splice(0)) off()
  }
}
