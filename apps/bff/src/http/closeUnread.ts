import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './appEnv.ts'

const TOO_LARGE = 413

/** A refusal given before the body was read ends the connection: the rest of the body would pass for a next request. */
export const closeUnread = () =>
  createMiddleware<AppEnv>(async (context, next) => {
    await next()
    const { status, headers } = context.res
    const bodiless = context.req.header('content-length') === undefined && !context.req.header('transfer-encoding')
    if (status < 400 || bodiless) return
    if (status === TOO_LARGE || !context.req.raw.bodyUsed) headers.set('connection', 'close')
  })
