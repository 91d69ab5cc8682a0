import * as z from 'zod/mini'

const text = z.optional(z.string())

/** Loose readers of what servers list: only what the panel keeps must have its type. */
export const ListedTool = z.looseObject({ name: z.string(), title: text, description: text })
export const ListedResource = z.looseObject({ uri: z.string(), name: z.string(), description: text })
export const ListedPrompt = z.looseObject({ name: z.string(), description: text })

const page = { nextCursor: z.optional(z.string()) }
export const ToolsPage = z.looseObject({ ...page, tools: z.array(ListedTool) })
export const ResourcesPage = z.looseObject({ ...page, resources: z.array(ListedResource) })
export const PromptsPage = z.looseObject({ ...page, prompts: z.array(ListedPrompt) })
