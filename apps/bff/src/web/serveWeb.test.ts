import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppEnv } from '../http/appEnv.ts'
import { createServeWeb } from './serveWeb.ts'
import { createWebBundle } from './webBundle.ts'

const INDEX =
  '<!doctype html><html><head><base href="/" /><meta name="nobet-base" content="" /><title>N</title></head></html>'
const SCRIPT = 'console.log("nöbet")\n'.repeat(100)
let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'nobet-web-'))
})
afterEach(() => rm(root, { recursive: true }))

const build = async () => {
  await mkdir(join(root, 'assets'))
  await mkdir(join(root, '.vite'))
  await writeFile(join(root, 'index.html'), INDEX)
  await writeFile(join(root, 'favicon.svg'), '<svg/>')
  await writeFile(join(root, 'assets/main-abc123.js'), SCRIPT)
  await writeFile(join(root, '.vite/manifest.json'), '{}')
}

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') => {
  const serve = createServeWeb(createWebBundle(root), '/ops/nobet')
  return new Hono<AppEnv>().notFound((context) => serve(context)).request(path, { method, headers })
}

test('without a build the page says so and how to make one', async () => {
  const response = await ask('/')
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('has not been built')
})

test.each(['/', '/index.html', '/modules/finbot?tab=tools', '/events'])(
  '%s is the page, told its base path',
  async (path) => {
    await build()
    const response = await ask(path)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const html = await response.text()
    expect(html).toContain('<base href="/ops/nobet/"><meta name="nobet-base" content="/ops/nobet">')
    expect(html.match(/nobet-base/g)).toHaveLength(1)
    expect(html.match(/<base/g)).toHaveLength(1)
  },
)

test('hashed assets are kept for ever, other files are asked for again', async () => {
  await build()
  expect((await ask('/assets/main-abc123.js')).headers.get('cache-control')).toContain('immutable')
  expect((await ask('/favicon.svg')).headers.get('cache-control')).toBe('no-cache')
})

test('a file is sent in the best coding the browser takes', async () => {
  await build()
  const plain = await ask('/assets/main-abc123.js')
  expect(await plain.text()).toBe(SCRIPT)
  const br = await ask('/assets/main-abc123.js', { 'accept-encoding': 'gzip, br' })
  expect(br.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(SCRIPT)
  const gzip = await ask('/assets/main-abc123.js', { 'accept-encoding': 'gzip, br;q=0' })
  expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(SCRIPT)
})

test('what the browser already has is not sent again', async () => {
  await build()
  const etag = (await ask('/favicon.svg')).headers.get('etag') ?? ''
  expect((await ask('/favicon.svg', { 'if-none-match': etag })).status).toBe(304)
})

test.each(['/assets/gone.js', '/.vite/manifest.json', '/../package.json', '/%2e%2e/package.json', '/favicon.png'])(
  '%s is not a file of the page',
  async (path) => {
    await build()
    expect((await ask(path)).status).toBe(404)
  },
)

test('a new build is served without a restart', async () => {
  await build()
  const serve = createServeWeb(createWebBundle(root), '')
  const app = new Hono<AppEnv>().notFound((context) => serve(context))
  await app.request('/')
  await writeFile(join(root, 'assets/next-def456.js'), 'next')
  await writeFile(join(root, 'index.html'), INDEX.replace('<title>N', '<title>Next'))
  expect(await (await app.request('/')).text()).toContain('<title>Next')
  expect(await (await app.request('/assets/next-def456.js')).text()).toBe('next')
})

test('only reading is allowed', async () => {
  await build()
  const refused = await ask('/', {}, 'POST')
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  const head = await ask('/favicon.svg', {}, 'HEAD')
  expect([head.status, await head.text()]).toEqual([200, ''])
})
