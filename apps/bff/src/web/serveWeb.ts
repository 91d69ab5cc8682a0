import { extname } from 'node:path'
import type { Context } from 'hono'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'
import { type Coding, createWebFile, type WebBundle, type WebFile } from './webBundle.ts'

const IMMUTABLE = 'public, max-age=31536000, immutable'
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

const NOT_BUILT = `The panel's page has not been built.

The back end is running, but there is no web build beside it. Run "npm run serve" (it builds first),
or "pnpm exec vite build" in the root of the repository, then load this page again.
`

/** Serves the built page: assets as they are, and `index.html`, told its base path, for every deep link. */
export function createServeWeb(bundle: WebBundle, basePath: string): (context: Context<AppEnv>) => Promise<Response> {
  const toPage = createPageMaker(basePath)
  return async (context) => {
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') return onlyReading(context)
    const index = await bundle.index()
    if (index === undefined) return notBuilt()
    const path = context.req.path.replace(/^\//, '')
    const file = path === '' || path === 'index.html' ? undefined : await bundle.file(path)
    if (file !== undefined) return await send(context, file, path.startsWith('assets/') ? IMMUTABLE : 'no-cache')
    if (extname(path) !== '' && path !== 'index.html') return noSuchFile(context)
    return await send(context, await toPage(index), 'no-cache')
  }
}

/** The page of one build, made once: `<base>` and `<meta>` tell it where it lives. */
function createPageMaker(basePath: string): (index: WebFile) => Promise<WebFile> {
  let made: { readonly from: string; readonly page: WebFile } | undefined
  return async (index) => {
    if (made?.from === index.etag) return made.page
    const { bytes } = await index.body('identity')
    const head = `<base href="${basePath}/"><meta name="nobet-base" content="${basePath}">`
    const bare = bytes.toString('utf8').replace(/<base\s[^>]*>|<meta name="nobet-base"[^>]*>/g, '')
    const html = bare.replace(/<head[^>]*>/, `$&${head}`)
    const page = createWebFile('index.html', Buffer.from(html))
    made = { from: index.etag, page }
    return page
  }
}

async function send(context: Context<AppEnv>, file: WebFile, cacheControl: string): Promise<Response> {
  const headers = { 'cache-control': cacheControl, etag: file.etag, vary: 'accept-encoding' }
  if (context.req.header('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  const { bytes, coding } = await file.body(toCoding(context.req.header('accept-encoding') ?? ''))
  return new Response(context.req.method === 'HEAD' ? null : new Uint8Array(bytes), {
    headers: {
      ...headers,
      'content-type': TYPES[file.extension] ?? 'application/octet-stream',
      'content-length': String(bytes.byteLength),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding }),
    },
  })
}

const toCoding = (accepted: string): Coding => {
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?(,|$))/.test(accepted)) return 'br'
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?(,|$))/.test(accepted) ? 'gzip' : 'identity'
}

/** For the eyes of whoever opened the page: the one error that is not problem+json. */
const notBuilt = (): Response =>
  new Response(NOT_BUILT, {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })

const onlyReading = (context: Context<AppEnv>): Response =>
  problem({
    status: 405,
    code: 'method-not-allowed',
    title: 'Method not allowed',
    detail: `${context.req.method} ${context.req.path} is not a route of this panel`,
    traceId: context.get('traceId'),
    headers: { allow: 'GET, HEAD' },
  })

const noSuchFile = (context: Context<AppEnv>): Response =>
  problem({
    status: 404,
    code: 'not-found',
    title: 'No such file',
    detail: `${context.req.path} is not a file of the page`,
    traceId: context.get('traceId'),
  })
