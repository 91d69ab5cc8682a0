import '../../tokens.css'
import '../../base.css'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import { IntlProvider } from 'use-intl'
import { loadCatalogue, loadLater } from '../../../i18n/messages.ts'
import { PrefsProvider } from '../../../prefs/PrefsContext.tsx'
import { createPrefsStore } from '../../../prefs/prefs.ts'
import { BareUplot, NaiveRecharts, Nothing, Ours, type PeerProps } from './peers.tsx'
import { createFeed } from './feed.ts'

/** The page that `load/charts` measures: one chart, fed with one new point of every series an update. */
const PEERS = { ours: Ours, recharts: NaiveRecharts, uplot: BareUplot, nothing: Nothing }

declare global {
  interface Window {
    chartBench?: (peer: keyof typeof PEERS, series: number, points: number) => (updates: number) => Promise<void>
  }
}

const host = document.getElementById('root')
if (host === null) throw new Error('the page has no #root')
const prefs = createPrefsStore(undefined)
const catalogue = await loadCatalogue('en')
const messages = { ...catalogue.messages, ...(await loadLater('en')) }

window.chartBench = (peer, series, points) => {
  const Peer = PEERS[peer]
  const feed = createFeed(series, points)
  const root = createRoot(host.appendChild(document.createElement('div')))
  const show = (props: PeerProps) =>
    root.render(
      <PrefsProvider store={prefs}>
        <IntlProvider locale="en" messages={messages} timeZone="UTC">
          <Peer {...props} />
        </IntlProvider>
      </PrefsProvider>,
    )
  flushSync(() => show(feed.next()))
  return async (updates) => {
    for (let done = 0; done < updates; done += 1) {
      show(feed.next())
      await nextFrame()
    }
    if (updates === 0) {
      root.unmount()
      host.replaceChildren()
    }
  }
}

/** After the browser has drawn, so that no two updates fall into one. */
const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
