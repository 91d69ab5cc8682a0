import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import * as z from 'zod/mini'

/** Gives a `zod/mini` schema the JSON Schema face the MCP SDK asks for; rendered once, however many servers use it. */
export function toMcpSchema<S extends z.ZodMiniType>(schema: S): StandardSchemaWithJSON<z.input<S>, z.output<S>> {
  const input = render(schema, 'input')
  const output = render(schema, 'output')
  return {
    '~standard': { ...schema['~standard'], jsonSchema: { input: () => input, output: () => output } },
    // The SDK wants one object that is both faces; zod's own types say less about vendor and version than it has.
  } as StandardSchemaWithJSON<z.input<S>, z.output<S>>
}

const render = (schema: z.ZodMiniType, io: 'input' | 'output'): Record<string, unknown> => ({
  ...z.toJSONSchema(schema, { io, target: 'draft-2020-12' }),
})
