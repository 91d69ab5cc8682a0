import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './appEnv.ts'

const HOST_PATTERN = /^[\w.:[\]-]{1,255}$/

/** On every answer, whatever door it leaves by. */
export const FIXED_HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

/** Strict CSP without inline script or style, and the isolation headers, on every answer. */
export const securityHeaders = () =>
  createMiddleware<AppEnv>(async (context, next) => {
    await next()
    const { headers } = context.res
    for (const [name, value] of Object.entries(FIXED_HEADERS)) headers.set(name, value)
    // What the API says is true now and for this caller.
    if (context.req.path.startsWith('/api/') && !headers.has('cache-control')) headers.set('cache-control', 'no-store')
    headers.set('content-security-policy', toPolicy(context.req.header('host') ?? ''))
  })

/** Older browsers do not count a WebSocket to the same host as `'self'`, so it is named. */
function toPolicy(host: string): string {
  const sockets = HOST_PATTERN.test(host) ? ` ws://${host} wss://${host}` : ''
  return [
    "default-src 'none'",
    "base-uri 'self'",
    `connect-src 'self'${sockets}`,
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "worker-src 'self'",
  ].join('; ')
}
