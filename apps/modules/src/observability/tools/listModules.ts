import { defineTool, failed, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import type { ModuleBook } from '../moduleBook.ts'
import { PANEL_MISSING } from '../notConfigured.ts'

/** `list_modules`: what the panel knows of every module now. */
export const listModules = (book: ModuleBook | undefined) =>
  defineTool({
    name: 'list_modules',
    title: 'Modules',
    description: 'Lists the modules the panel watches, with state, since when, and probe latency.',
    input: z.object({ state: z.optional(z.string()) }),
    output: z.object({
      readAt: z.string(),
      modules: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          state: z.string(),
          since: z.string(),
          reason: z.optional(z.string()),
          p95Ms: z.nullable(z.number()),
        }),
      ),
    }),
    async handle({ state }) {
      if (book === undefined) return failed('not_configured', PANEL_MISSING)
      const read = await book.read()
      if (!read.ok) return failed('unavailable', read.reason)
      const modules = read.snapshot.modules
        .filter((module) => state === undefined || module.state === state)
        .map((module) => ({
          id: module.id,
          title: module.title,
          state: module.state,
          since: module.since,
          ...(module.reason === undefined ? {} : { reason: module.reason }),
          p95Ms: module.latencyMs?.p95 ?? null,
        }))
      const text = modules.map((module) => `${module.title}: ${module.state}`).join('\n')
      return succeeded(text || 'No module', { readAt: read.snapshot.readAt, modules })
    },
  })
