import type { StandardSchemaWithJSON, ToolAnnotations } from '@modelcontextprotocol/server'
import type * as z from 'zod/mini'
import { toMcpSchema } from './mcpSchema.ts'
import type { RateLimit } from './rateLimiter.ts'
import type { ToolOutcome } from './toolOutcome.ts'

const DEFAULT_RATE_LIMIT: RateLimit = { perSecond: 10, burst: 20 }

export interface ToolContext {
  readonly signal: AbortSignal
  /** Tells the caller how far the work is, if it asked to be told. `done` must grow. */
  progress(done: number, total: number, message: string): Promise<void>
}

interface ToolSpec<I extends z.ZodMiniType, O extends z.ZodMiniType> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: I
  readonly output: O
  readonly annotations?: ToolAnnotations
  readonly rateLimit?: RateLimit
  handle(input: z.output<I>, context: ToolContext): ToolOutcome<z.input<O>> | Promise<ToolOutcome<z.input<O>>>
}

/** A tool with its schemas rendered and its types sealed, so that tools of any shape can stand in one list. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly inputSchema: StandardSchemaWithJSON
  readonly outputSchema: StandardSchemaWithJSON
  readonly annotations: ToolAnnotations
  readonly rateLimit: RateLimit
  handle(input: unknown, context: ToolContext): Promise<ToolOutcome<unknown>>
}

/** Declares a tool: the schemas decide the handler's types. Read-only and closed-world unless said otherwise. */
export const defineTool = <I extends z.ZodMiniType, O extends z.ZodMiniType>(spec: ToolSpec<I, O>): Tool => ({
  name: spec.name,
  title: spec.title,
  description: spec.description,
  inputSchema: toMcpSchema(spec.input),
  outputSchema: toMcpSchema(spec.output),
  annotations: { readOnlyHint: true, openWorldHint: false, ...spec.annotations },
  rateLimit: spec.rateLimit ?? DEFAULT_RATE_LIMIT,
  // The SDK has validated the arguments against this very schema before it calls.
  handle: async (input, context) => spec.handle(input as z.output<I>, context),
})
