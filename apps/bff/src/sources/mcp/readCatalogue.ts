import type { Client } from '@modelcontextprotocol/client'
import { boundDepth, type CatalogueContent } from '@nobet/domain/catalogue'
import type * as z from 'zod/mini'
import {
  type ListedPrompt,
  type ListedResource,
  type ListedTool,
  PromptsPage,
  ResourcesPage,
  ToolsPage,
} from './catalogueSchema.ts'
import { CATALOGUE_ITEMS_MAX, CATALOGUE_PAGES_MAX } from './probeTarget.ts'

export interface CatalogueReading {
  readonly content: CatalogueContent
  /** The first kind that lists more than is kept, and how many were seen. */
  readonly truncated?: { readonly kind: 'tools' | 'resources' | 'prompts'; readonly count: number }
}

type ListClient = Pick<Client, 'request' | 'getServerCapabilities'>

/** All that the server says it offers, page by page, within bounds. Throws what the client throws. */
export async function readCatalogue(client: ListClient, timeoutMs: number): Promise<CatalogueReading> {
  const offers = client.getServerCapabilities() ?? {}
  const ask = (method: string) => (cursor: string | undefined) =>
    [{ method, ...(cursor === undefined ? {} : { params: { cursor } }) }, { timeout: timeoutMs }] as const
  const tools = await readPages(offers.tools, async (cursor) => {
    const [request, options] = ask('tools/list')(cursor)
    const page = await client.request(request, ToolsPage, options)
    return { items: page.tools.map(toTool), nextCursor: page.nextCursor }
  })
  const resources = await readPages(offers.resources, async (cursor) => {
    const [request, options] = ask('resources/list')(cursor)
    const page = await client.request(request, ResourcesPage, options)
    return { items: page.resources.map(toResource), nextCursor: page.nextCursor }
  })
  const prompts = await readPages(offers.prompts, async (cursor) => {
    const [request, options] = ask('prompts/list')(cursor)
    const page = await client.request(request, PromptsPage, options)
    return { items: page.prompts.map(toPrompt), nextCursor: page.nextCursor }
  })
  const cut = Object.entries({ tools, resources, prompts }).find(([, kind]) => kind.truncated)
  return {
    content: { tools: tools.items, resources: resources.items, prompts: prompts.items },
    // Object.entries widens the key; it is one of the three just written.
    ...(cut === undefined ? {} : { truncated: { kind: cut[0] as 'tools', count: cut[1].seen } }),
  }
}

interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | undefined
}

interface Pages<T> {
  readonly items: T[]
  readonly seen: number
  readonly truncated: boolean
}

async function readPages<T>(
  offered: object | undefined,
  readPage: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<Pages<T>> {
  const all: T[] = []
  if (offered === undefined) return { items: all, seen: 0, truncated: false }
  let cursor: string | undefined
  let seen = 0
  for (let pages = 0; pages < CATALOGUE_PAGES_MAX; pages += 1) {
    const page = await readPage(cursor)
    seen += page.items.length
    all.push(...page.items.slice(0, CATALOGUE_ITEMS_MAX - all.length))
    if (page.nextCursor === undefined) return { items: all, seen, truncated: seen > all.length }
    if (seen >= CATALOGUE_ITEMS_MAX) break
    cursor = page.nextCursor
  }
  return { items: all, seen, truncated: true }
}

const toTool = (tool: z.infer<typeof ListedTool>) => ({
  name: tool.name,
  ...(tool.title === undefined ? {} : { title: tool.title }),
  ...(tool.description === undefined ? {} : { description: tool.description }),
  ...bounded(tool, ['inputSchema', 'outputSchema', 'annotations']),
})

const toResource = (resource: z.infer<typeof ListedResource>) => ({
  uri: resource.uri,
  name: resource.name,
  ...(resource.description === undefined ? {} : { description: resource.description }),
  ...bounded(resource, ['mimeType', 'annotations']),
})

const toPrompt = (prompt: z.infer<typeof ListedPrompt>) => ({
  name: prompt.name,
  ...(prompt.description === undefined ? {} : { description: prompt.description }),
  ...bounded(prompt, ['arguments']),
})

const bounded = (item: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => item[key] !== undefined).map((key) => [key, boundDepth(item[key])]))
