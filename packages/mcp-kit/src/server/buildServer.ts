import {
  type GetPromptResult,
  McpServer,
  type ReadResourceResult,
  type RegisteredTool,
  ResourceNotFoundError,
  ResourceTemplate,
} from '@modelcontextprotocol/server'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { type CallDeps, callTool } from '../tool/callTool.ts'
import type { Prompt } from '../tool/definePrompt.ts'
import type { FixedResource, Resource, TemplateResource } from '../tool/defineResource.ts'
import type { Tool } from '../tool/defineTool.ts'

const JSON_MEDIA_TYPE = 'application/json'
/** How long a client of the modern era may keep a list without asking again; list_changed ends it at once. */
const LIST_TTL_MS = 5_000

export interface ServerIdentity {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly instructions: string
}

export interface BuiltServer {
  readonly server: McpServer
  /** Makes the registered tools those given; a connected client is notified of each change. */
  syncTools(tools: readonly Tool[]): void
}

/** One MCP server over the catalogue: one for each session of the legacy era, one for each request of the modern. */
export function buildServer(identity: ServerIdentity, catalogue: Catalogue, deps: CallDeps): BuiltServer {
  const hint = { ttlMs: LIST_TTL_MS, cacheScope: 'public' as const }
  const server = new McpServer(
    { name: identity.name, title: identity.title, version: identity.version },
    {
      instructions: identity.instructions,
      capabilities: { tools: { listChanged: true }, resources: { listChanged: true }, prompts: { listChanged: true } },
      cacheHints: { 'tools/list': hint, 'prompts/list': hint, 'resources/templates/list': hint },
    },
  )
  const content = catalogue.current()
  for (const resource of content.resources) registerResource(server, resource)
  for (const prompt of content.prompts) registerPrompt(server, prompt)
  const syncTools = createToolSync(server, deps)
  syncTools(content.tools)
  return { server, syncTools }
}

function createToolSync(server: McpServer, deps: CallDeps) {
  const registered = new Map<string, { tool: Tool; handle: RegisteredTool }>()
  const register = (tool: Tool) =>
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: tool.inputSchema,
        outputSchema: tool.outputSchema,
        annotations: tool.annotations,
      },
      (input, ctx) => callTool(deps, tool, input, ctx),
    )
  return (tools: readonly Tool[]) => {
    const wanted = new Set(tools)
    for (const [name, entry] of registered) {
      if (wanted.has(entry.tool)) continue
      entry.handle.remove()
      registered.delete(name)
    }
    for (const tool of tools) {
      if (!registered.has(tool.name)) registered.set(tool.name, { tool, handle: register(tool) })
    }
  }
}

function registerResource(server: McpServer, resource: Resource): void {
  switch (resource.kind) {
    case 'fixed':
      return registerFixed(server, resource)
    case 'template':
      return registerTemplate(server, resource)
  }
}

function registerFixed(server: McpServer, resource: FixedResource): void {
  const { title, description } = resource
  server.registerResource(resource.name, resource.uri, { title, description, mimeType: JSON_MEDIA_TYPE }, (uri) =>
    toContents(uri, resource.read()),
  )
}

function registerTemplate(server: McpServer, resource: TemplateResource): void {
  const { title, description } = resource
  const template = new ResourceTemplate(resource.uriTemplate, {
    list: () => ({ resources: resource.list().map((item) => ({ ...item, mimeType: JSON_MEDIA_TYPE })) }),
  })
  const config = { title, description, mimeType: JSON_MEDIA_TYPE }
  server.registerResource(resource.name, template, config, (uri, variables) => {
    const single = Object.entries(variables).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(',') : value,
    ])
    // `fromEntries` forgets that both halves are strings.
    const document = resource.read(Object.fromEntries(single) as Record<string, string>)
    if (document === undefined) throw new ResourceNotFoundError(uri.href)
    return toContents(uri, document)
  })
}

function registerPrompt(server: McpServer, prompt: Prompt): void {
  const { title, description, argsSchema } = prompt
  server.registerPrompt(
    prompt.name,
    { title, description, argsSchema },
    (args): GetPromptResult => ({
      description,
      messages: [{ role: 'user', content: { type: 'text', text: prompt.render(args) } }],
    }),
  )
}

const toContents = (uri: URL, document: unknown): ReadResourceResult => ({
  contents: [{ uri: uri.href, mimeType: JSON_MEDIA_TYPE, text: JSON.stringify(document, null, 2) }],
})
