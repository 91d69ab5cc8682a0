import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { ApiProvider } from '../api/ApiContext.tsx'
import type { Api } from '../api/createApi.ts'
import { type LateRoom, RoomProvider } from '../features/toasts/late.tsx'
import { I18nProvider } from '../i18n/I18nProvider.tsx'
import type { Catalogue } from '../i18n/messages.ts'
import { LiveProvider } from '../live/LiveContext.tsx'
import type { Live } from '../live/startLive.ts'
import { PrefsProvider } from '../prefs/PrefsContext.tsx'
import type { PrefsStore } from '../prefs/prefs.ts'
import type { Ticker } from '../ui/clock/createTicker.ts'
import { ClockProvider } from '../ui/clock/useNow.tsx'
import type { createAppRouter } from './router.tsx'

interface Props {
  readonly api: Api
  readonly catalogue: Catalogue
  readonly live: Live
  readonly prefs: PrefsStore
  readonly queries: QueryClient
  readonly router: ReturnType<typeof createAppRouter>
  readonly ticker: Ticker
  readonly room: LateRoom
}

/** All providers around the router. */
export const App = ({ api, catalogue, live, prefs, queries, router, ticker, room }: Props) => (
  <StrictMode>
    <PrefsProvider store={prefs}>
      <I18nProvider initial={catalogue}>
        <ClockProvider ticker={ticker}>
          <QueryClientProvider client={queries}>
            <ApiProvider api={api}>
              <LiveProvider live={live}>
                <RoomProvider room={room}>
                  <RouterProvider router={router} />
                </RoomProvider>
              </LiveProvider>
            </ApiProvider>
          </QueryClientProvider>
        </ClockProvider>
      </I18nProvider>
    </PrefsProvider>
  </StrictMode>
)
