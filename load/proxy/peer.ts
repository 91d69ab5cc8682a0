// A process of its own: one of the proxies that others use. Arguments: which, and the upstream's address.
import { Agent, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { proxy } from 'hono/proxy'
import { createProxyMiddleware } from 'http-proxy-middleware'
import type { FromPeer } from './protocol.ts'

const CONNECTIONS = 64
const PREFIX = '/api/prometheus'

const ready = (port: number) => {
  const message: FromPeer = { told: 'ready', port, pid: process.pid }
  process.send?.(message)
}

/** As its users set it up, with kept connections, which is the faster way. */
function startHttpProxyMiddleware(upstream: string): void {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const forward = createProxyMiddleware({
    target: upstream,
    changeOrigin: true,
    agent,
    pathRewrite: { [`^${PREFIX}`]: '' },
  })
  const server = createServer((request, response) => {
    void forward(request, response, () => response.writeHead(404).end())
  })
  server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port))
}

function startHonoProxy(upstream: string): void {
  const app = new Hono()
  app.all(`${PREFIX}/*`, (context) => {
    const { pathname, search } = new URL(context.req.url)
    return proxy(`${upstream}${pathname.slice(PREFIX.length)}${search}`, { raw: context.req.raw })
  })
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => ready(port))
}

const [name, upstream = ''] = process.argv.slice(2)
if (name === 'hono/proxy') startHonoProxy(upstream)
else startHttpProxyMiddleware(upstream)
