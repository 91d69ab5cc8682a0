import { act, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { IntlProvider } from 'use-intl'
import { loadCatalogue, loadLater } from '../i18n/messages.ts'
import { PrefsProvider } from '../prefs/PrefsContext.tsx'
import { createPrefsStore } from '../prefs/prefs.ts'
import { ClockProvider } from '../ui/clock/useNow.tsx'
import { createTicker } from '../ui/clock/createTicker.ts'
import { LinkQualityProvider } from '../ui/link.tsx'
import { until } from './until.ts'

/** A chart on a page of its own, in English and in the zone of Berlin, at an instant the test gives. */
export async function renderChart(chart: ReactElement, now: number) {
  const { messages } = await loadCatalogue('en')
  const all = { ...messages, ...(await loadLater('en')) }
  const prefs = createPrefsStore(undefined)
  prefs.setState({ language: 'en', timeZone: 'Europe/Berlin', theme: 'dark' })
  const ticker = createTicker({ now: () => now, every: () => () => {}, onVisibility: () => () => {} })
  const host = document.body.appendChild(document.createElement('div'))
  host.style.width = '700px'
  const root = createRoot(host)
  const show = (next: ReactElement) =>
    act(async () =>
      root.render(
        <PrefsProvider store={prefs}>
          <IntlProvider locale="en" messages={all} timeZone="Europe/Berlin">
            <LinkQualityProvider quality="live">
              <ClockProvider ticker={ticker}>{next}</ClockProvider>
            </LinkQualityProvider>
          </IntlProvider>
        </PrefsProvider>,
      ),
    )
  await show(chart)
  return {
    host,
    show,
    until,
    find: <E extends HTMLElement>(selector: string): E => {
      const found = host.querySelector<E>(selector)
      if (found === null) throw new Error(`nothing here is ${selector}`)
      return found
    },
    unmount: async () => {
      await act(async () => root.unmount())
      host.remove()
    },
  }
}
