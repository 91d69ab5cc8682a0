// The panel with no back end: builds it in mock mode and serves the files on loopback.
import { spawn } from 'node:child_process'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, resolve } from 'node:path'

const HOST = '127.0.0.1'
const DEFAULT_PORT = 4450
const WORLDS = ['calm', 'socket-cut', 'empty']
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

const root = resolve(import.meta.dirname, '..')
const files = join(root, 'dist/preview')
const port = Number(process.env.NOBET_PREVIEW_PORT ?? DEFAULT_PORT)

if (!process.argv.includes('--no-build')) await build()
const server = createServer(answer)
server.listen(port, HOST, () => {
  const url = `http://${HOST}:${server.address().port}/`
  process.stdout.write(
    `The panel with no back end. Worlds:\n${WORLDS.map((name) => `  ${url}?world=${name}\n`).join('')}`,
  )
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)

function build() {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--mode', 'mock', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  })
  return new Promise((done) => {
    child.once('exit', (code) => (code === 0 ? done() : process.exit(code ?? 1)))
  })
}

/** A file of the build, or the page itself for the panel's own addresses. */
function answer(request, response) {
  const { pathname } = new URL(request.url ?? '/', `http://${HOST}`)
  const file = join(files, normalize(decode(pathname)))
  const isAsset = extname(pathname) !== ''
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405)
  if (isAsset && !(file.startsWith(files) && existsSync(file))) return end(response, 404)
  if (pathname.startsWith('/api/')) return end(response, 404)
  response.setHeader('cache-control', 'no-store')
  response.setHeader('content-type', TYPES[isAsset ? extname(file) : '.html'] ?? 'application/octet-stream')
  if (!isAsset) return response.end(readPage())
  createReadStream(file).pipe(response)
}

/** Addresses below the root are pages too: with a base, the page's relative files are found from each. */
function readPage() {
  const html = readFileSync(join(files, 'index.html'), 'utf8')
  return html.includes('<base ') ? html : html.replace('<head>', '<head><base href="/">')
}

function decode(pathname) {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return '/'
  }
}

function end(response, status) {
  response.statusCode = status
  response.end()
}

function stop() {
  server.close()
  server.closeAllConnections()
}
