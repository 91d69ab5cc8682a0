import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { wire } from './boot/wire.tsx'

// Not at the top level: a chunk that waits for the played world would wait for ever where that world shares it.
void start()

async function start(): Promise<void> {
  await startMockWorld()
  const host = document.getElementById('root')
  if (host === null) throw new Error('the page has no #root')
  createRoot(host).render((await wire(window)).element)
}

/** Only the preview is built in mode `mock`: in production this branch and the mock server are not in the bundle. */
async function startMockWorld(): Promise<void> {
  if (import.meta.env.MODE !== 'mock') return
  const { startWorld } = await import('@nobet/mock-server/browser')
  await startWorld(new URLSearchParams(location.search).get('world') ?? 'calm')
}
