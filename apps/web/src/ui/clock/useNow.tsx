import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { browserTickerDeps, createTicker, type Ticker } from './createTicker.ts'

const Context = createContext<Ticker>(createTicker(browserTickerDeps()))

/** Lets a test or a preview put its own clock in. */
export const ClockProvider = ({ ticker, children }: { ticker: Ticker; children: ReactNode }) => (
  <Context value={ticker}>{children}</Context>
)

/** Epoch ms, renewed once a second for everybody at the same moment. */
export function useNow(): number {
  const ticker = useContext(Context)
  return useSyncExternalStore(ticker.subscribe, ticker.now)
}
