import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server'
import type { Logger } from '../telemetry/logger.ts'
import { traceScope } from '../trace/traceContext.ts'
import type { Tool, ToolContext } from './defineTool.ts'
import type { RateLimiter } from './rateLimiter.ts'
import type { ToolOutcome } from './toolOutcome.ts'

const STATELESS = 'stateless'
/** Reverse-DNS `_meta` keys, as the MCP specification asks of extensions. */
const META_CODE = 'dev.nobet/code'
const META_RETRY_AFTER = 'dev.nobet/retryAfterMs'

export interface CallDeps {
  readonly limiter: RateLimiter
  readonly logger: Logger
  readonly onRateLimited: (tool: string) => void
}

/** The one way into a tool: rate limit, then the handler, then one mapping of what came out. Never rejects. */
export async function callTool(
  deps: CallDeps,
  tool: Tool,
  input: unknown,
  ctx: ServerContext,
): Promise<CallToolResult> {
  const verdict = deps.limiter.take(`${ctx.sessionId ?? STATELESS} ${tool.name}`, tool.rateLimit)
  if (!verdict.allowed) {
    deps.onRateLimited(tool.name)
    return toResult({
      ok: false,
      code: 'rate_limited',
      message: `${tool.name} may be called ${tool.rateLimit.perSecond} times a second; try again in ${verdict.retryAfterMs} ms`,
      retryAfterMs: verdict.retryAfterMs,
    })
  }
  try {
    return toResult(await tool.handle(input, toContext(ctx)))
  } catch (error) {
    deps.logger.error({ tool: tool.name, err: error }, 'tool threw')
    return toResult({ ok: false, code: 'internal', message: `${tool.name} failed; trace ${currentTraceId()}` })
  }
}

function toResult(outcome: ToolOutcome<unknown>): CallToolResult {
  if (outcome.ok) {
    return {
      content: [{ type: 'text', text: outcome.text }],
      // Output schemas are objects: the specification allows nothing else here.
      structuredContent: outcome.data as Record<string, unknown>,
    }
  }
  return {
    isError: true,
    content: [{ type: 'text', text: outcome.message }],
    _meta: {
      [META_CODE]: outcome.code,
      ...(outcome.retryAfterMs === undefined ? {} : { [META_RETRY_AFTER]: outcome.retryAfterMs }),
    },
  }
}

function toContext(ctx: ServerContext): ToolContext {
  const progressToken = ctx.mcpReq._meta?.progressToken
  return {
    signal: ctx.mcpReq.signal,
    async progress(done, total, message) {
      if (progressToken === undefined || ctx.mcpReq.signal.aborted) return
      const params = { progressToken, progress: done, total, message }
      await ctx.mcpReq.notify({ method: 'notifications/progress', params })
    },
  }
}

const currentTraceId = (): string => traceScope.getStore()?.traceId ?? 'unknown'
