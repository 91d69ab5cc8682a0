import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import type * as z from 'zod/mini'
import { toMcpSchema } from './mcpSchema.ts'

interface PromptSpec<A extends z.ZodMiniType> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly args: A
  /** The text of one user message. */
  render(args: z.output<A>): string
}

/** A prompt with its argument types sealed. */
export interface Prompt {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly argsSchema: StandardSchemaWithJSON
  render(args: unknown): string
}

export const definePrompt = <A extends z.ZodMiniType>(spec: PromptSpec<A>): Prompt => ({
  name: spec.name,
  title: spec.title,
  description: spec.description,
  argsSchema: toMcpSchema(spec.args),
  // The SDK has validated the arguments against this very schema before it calls.
  render: (args) => spec.render(args as z.output<A>),
})
