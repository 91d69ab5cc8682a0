import { PROBLEM_MEDIA_TYPE, type Problem } from '@nobet/contracts'
import { formatExposition } from '@nobet/domain/exposition'
import { Hono } from 'hono'
import type { Logger } from '../telemetry/logger.ts'
import type { ModuleMetrics } from '../telemetry/metrics.ts'
import type { ModuleDefinition } from './definition.ts'

export interface ModuleAppDeps {
  readonly fetchMcp: (request: Request) => Promise<Response>
  readonly metrics: ModuleMetrics
  readonly logger: Logger
}

/** The doors of a module: `/mcp`, `/metrics`, `/healthz`. */
export function createModuleApp(definition: ModuleDefinition, deps: ModuleAppDeps): Hono {
  const app = new Hono()
  app.all('/mcp', (c) => deps.fetchMcp(c.req.raw))
  app.get('/healthz', (c) => c.json({ status: 'ok', module: definition.id, version: definition.version }))
  app.get('/metrics', async (c) => {
    const { body, contentType } = formatExposition(await deps.metrics.registry.metrics(), c.req.header('accept'))
    return c.body(body, 200, { 'content-type': contentType, vary: 'accept' })
  })
  app.notFound(() => problem({ type: 'about:blank', title: 'Not Found', status: 404, detail: 'MCP is at /mcp' }))
  app.onError((error) => {
    deps.logger.error({ err: error }, 'request threw')
    return problem({ type: 'about:blank', title: 'Internal Server Error', status: 500 })
  })
  return app
}

const problem = (body: Problem): Response =>
  Response.json(body, { status: body.status, headers: { 'content-type': PROBLEM_MEDIA_TYPE } })
