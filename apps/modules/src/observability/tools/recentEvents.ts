import { SEVERITIES } from '@nobet/contracts'
import { defineTool, describeFailure, failed, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { PANEL_MISSING } from '../notConfigured.ts'
import type { PanelClient } from '../panelClient.ts'

const LIMIT = { default: 20, max: 200 }

/** `recent_events`: the newest events of the panel's log. */
export const recentEvents = (panel: PanelClient | undefined) =>
  defineTool({
    name: 'recent_events',
    title: 'Recent events',
    description:
      "Reads the newest events of the panel's log, oldest first, by module, type, severity or text if given.",
    input: z.object({
      limit: z._default(z.int().check(z.gte(1), z.lte(LIMIT.max)), LIMIT.default),
      module: z.optional(z.string()),
      types: z.optional(z.string()),
      minSeverity: z.optional(z.enum(SEVERITIES)),
      q: z.optional(z.string().check(z.maxLength(200))),
    }),
    output: z.object({
      cursor: z.string(),
      events: z.array(
        z.object({
          cursor: z.string(),
          time: z.string(),
          type: z.string(),
          module: z.optional(z.string()),
          severity: z.string(),
          data: z.optional(z.unknown()),
        }),
      ),
    }),
    async handle(query, { signal }) {
      if (panel === undefined) return failed('not_configured', PANEL_MISSING)
      const outcome = await panel.events(query, signal)
      if (outcome.kind !== 'ok') return failed('unavailable', `The panel ${describeFailure(outcome)}`)
      const events = outcome.value.events.map(({ cursor, event }) => ({
        cursor,
        time: event.time,
        type: event.type,
        ...(event.module === undefined ? {} : { module: event.module }),
        severity: event.severity,
        ...(event.data === undefined ? {} : { data: event.data }),
      }))
      const text = events.map((event) => `${event.time} ${event.severity} ${event.module ?? '-'} ${event.type}`)
      return succeeded(text.join('\n') || 'No event', { cursor: outcome.value.cursor, events })
    },
  })
