import * as z from 'zod/mini'
import {
  DEFAULT_PANELS,
  isDefaultPanel,
  PANEL_LIMITS,
  PanelId,
  PanelKind,
  PanelLegend,
  PanelPromql,
  PanelThresholds,
  PanelTitle,
  PanelUnit,
} from '../http/panels.ts'

const NEEDED = ['title', 'promql', 'unit'] as const

/** A panel of the configuration. With the id of a default one it changes what it names of it, else it is a new one. */
export const PanelEntry = z
  .strictObject({
    id: PanelId,
    title: z.optional(PanelTitle),
    promql: z.optional(PanelPromql),
    unit: z.optional(PanelUnit),
    kind: z.optional(PanelKind),
    legend: z.optional(PanelLegend),
    thresholds: z.optional(PanelThresholds),
  })
  .check((context) => {
    const entry = context.value
    if (isDefaultPanel(entry.id)) return
    for (const key of NEEDED) {
      if (entry[key] !== undefined) continue
      const message = `expected a ${key}: "${entry.id}" is none of the panels there are (${DEFAULT_PANELS.join(', ')})`
      context.issues.push({ code: 'custom', input: entry, path: [key], message })
    }
  })
export type PanelEntry = z.infer<typeof PanelEntry>

export const PanelEntries = z.array(PanelEntry).check(z.maxLength(PANEL_LIMITS.configured), (context) => {
  const ids = context.value.map(({ id }) => id)
  ids.forEach((id, at) => {
    if (ids.indexOf(id) === at) return
    const message = `expected each id once, "${id}" is there twice`
    context.issues.push({ code: 'custom', input: id, path: [at, 'id'], message })
  })
})

export const PanelHides = z.array(PanelId)

export const LabelName = z.string().check(z.regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'expected the name of a label'))

/** Panels of one module over those of all. */
export const ModulePanelsEntry = z.strictObject({ hide: z.optional(PanelHides), show: z.optional(PanelEntries) })
