import { resolve } from 'node:path'
import type { Page } from 'playwright'
import { build } from 'vite'

const ROOT = resolve(import.meta.dirname, '../..')
const PAGE = resolve(ROOT, 'apps/web/src/ui/chart/bench')

/** Any address will do: every request of the page is answered here. */
export const PAGE_URL = 'http://charts.test/'

/** Builds the page with the charts as the product is built; the answer serves it to a page. */
export async function buildPage(): Promise<(page: Page) => Promise<void>> {
  const built = await build({
    root: PAGE,
    configFile: resolve(ROOT, 'vite.config.ts'),
    logLevel: 'error',
    publicDir: false,
    build: { write: false },
  })
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []))
  const files = new Map(outputs.map((file) => [file.fileName, 'code' in file ? file.code : file.source]))
  return async (page) => {
    await page.route(`${PAGE_URL}**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1) || 'index.html'
      const body = files.get(name)
      if (body === undefined) return route.fulfill({ status: 404 })
      return route.fulfill({ contentType: typeOf(name), body: typeof body === 'string' ? body : Buffer.from(body) })
    })
  }
}

function typeOf(name: string): string {
  if (name.endsWith('.html')) return 'text/html'
  return name.endsWith('.css') ? 'text/css' : 'text/javascript'
}
