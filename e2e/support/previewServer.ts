import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { ROOT, runNode } from './process.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const BUILD_MS = 120_000

export interface StaticServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Builds the page with its played back end inside, unless that has been done, and serves it as plain files. */
export async function startPreview(): Promise<StaticServer> {
  const root = join(ROOT, 'dist/preview')
  if (!existsSync(join(root, 'index.html'))) await build()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const name = extname(pathname) === '' ? '/index.html' : pathname
    readFile(join(root, name)).then(
      (body) =>
        response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    // A server that listens on TCP has an address of this form.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

async function build(): Promise<void> {
  const running = runNode(['node_modules/vite/bin/vite.js', 'build', '--mode', 'mock'], {})
  await running.ended(BUILD_MS)
  if (!existsSync(join(ROOT, 'dist/preview/index.html'))) throw new Error(`no preview:\n${running.output()}`)
}
