import { type ContextUpdate, definePrompt, defineResource, type ModuleDefinition, type PanelLink } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { createModuleBook, type ModuleBook } from './moduleBook.ts'
import { PANEL_MISSING } from './notConfigured.ts'
import { createPanelClient } from './panelClient.ts'
import { listModules } from './tools/listModules.ts'
import { recentEvents } from './tools/recentEvents.ts'
import { runPromql } from './tools/runPromql.ts'

export interface ObservabilityOptions {
  readonly panel?: PanelLink
  readonly prometheusUrl?: string
}

/** Observability: lets an assistant ask what the panel and Prometheus know. */
export const createObservability = (options: ObservabilityOptions): ModuleDefinition => ({
  id: 'observability',
  title: 'Observability',
  version: '0.1.0',
  instructions: 'Operations assistant: the state of the MCP modules, recent events, and PromQL queries.',
  build(kit) {
    const panel = options.panel === undefined ? undefined : createPanelClient(kit.fetch, options.panel)
    const book = panel === undefined ? undefined : createModuleBook(kit, panel)
    return {
      tools: [listModules(book), recentEvents(panel), runPromql(kit, options.prometheusUrl)],
      resources: [sourcesResource(options)],
      prompts: [incidentReview],
      context: () => describe(book),
    }
  },
})

const sourcesResource = ({ panel, prometheusUrl }: ObservabilityOptions) =>
  defineResource({
    name: 'sources',
    uri: 'observability://sources',
    title: 'Sources',
    description: 'What this module may ask, and what is not configured',
    read: () => ({
      panel: panel === undefined ? 'not_configured' : 'configured',
      prometheus: prometheusUrl === undefined ? 'not_configured' : 'configured',
    }),
  })

const incidentReview = definePrompt({
  name: 'incident_review',
  title: 'Incident review',
  description: 'Asks what is wrong with the modules now and what changed before it',
  args: z.object({ module: z.optional(z.string()) }),
  render: ({ module }) =>
    `Find out what is wrong with ${module ?? 'the modules'} now. Start with list_modules, then recent_events of the ones ` +
    'that are not healthy, then run_promql if a number would settle it. Say what changed just before, and what to do.',
})

async function describe(book: ModuleBook | undefined): Promise<ContextUpdate> {
  if (book === undefined) return { summary: PANEL_MISSING, panel: 'not_configured' }
  const read = await book.read()
  if (!read.ok) return { summary: read.reason, panel: 'unavailable' }
  const { modules, readAt } = read.snapshot
  const unhealthy = modules.filter((module) => module.state !== 'healthy')
  const healthy = `${modules.length - unhealthy.length} of ${modules.length} modules healthy`
  const summary =
    unhealthy.length === 0 ? healthy : `${healthy}; ${unhealthy.map((m) => `${m.title} ${m.state}`).join(', ')}`
  return {
    summary,
    panel: 'live',
    readAt,
    modules: modules.length,
    unhealthy: unhealthy.map((m) => m.id),
    ...book.outlook(),
  }
}
