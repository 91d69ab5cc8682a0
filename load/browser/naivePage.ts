import { resolve } from 'node:path'
import type { Page } from 'playwright'
import { build } from 'vite'

export const NAIVE_PATH = '/bench/naive/'
const ROOT = resolve(import.meta.dirname, 'naive')

/** Builds the naive peer for production; the answer serves it to a page at the panel's own origin. */
export async function buildNaivePage(): Promise<(page: Page) => Promise<void>> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    base: NAIVE_PATH,
    build: { write: false },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []))
  const files = new Map(outputs.map((file) => [file.fileName, 'code' in file ? file.code : file.source]))
  return async (page) => {
    await page.route(`**${NAIVE_PATH}**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(NAIVE_PATH.length) || 'index.html'
      const body = files.get(name)
      if (body === undefined) return route.fulfill({ status: 404 })
      const contentType = name.endsWith('.html') ? 'text/html' : 'text/javascript'
      return route.fulfill({ contentType, body: typeof body === 'string' ? body : Buffer.from(body) })
    })
  }
}
