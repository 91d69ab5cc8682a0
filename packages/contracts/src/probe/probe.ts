import * as z from 'zod/mini'

/** The probe ladder, bottom to top. */
export const RUNGS = ['dns', 'tcp', 'tls', 'http', 'auth', 'era', 'discover', 'list', 'canary'] as const
export const Rung = z.enum(RUNGS)
export type Rung = z.infer<typeof Rung>

/** `modern`: MCP 2026-07-28 and later, stateless. `legacy`: 2025-11-25 and earlier, `initialize` and a session. */
export const Era = z.enum(['modern', 'legacy'])
export type Era = z.infer<typeof Era>

export const MODULE_STATES = [
  'healthy',
  'degraded',
  'needs-auth',
  'auth-rejected',
  'version-mismatch',
  'wedged',
  'stale',
  'down',
  'unknown',
] as const
export const ModuleState = z.enum(MODULE_STATES)
export type ModuleState = z.infer<typeof ModuleState>

export const RungResult = z.looseObject({
  rung: Rung,
  status: z.enum(['passed', 'failed', 'skipped']),
  ms: z.optional(z.number()),
  /** Evidence in the other side's own words, shortened. */
  detail: z.optional(z.string()),
})
export type RungResult = z.infer<typeof RungResult>

/** What a probe found, as a code that every language can say. */
export const FINDINGS = [
  'ok',
  'dns_failed',
  'refused',
  'connect_timeout',
  'tls_failed',
  'http_timeout',
  'http_error',
  'redirected',
  'not_mcp',
  'auth_required',
  'auth_rejected',
  'forbidden',
  'version_mismatch',
  'protocol_error',
  'discover_timeout',
  'list_timeout',
  'list_slow',
  'response_too_large',
  'catalogue_too_large',
  'not_observed',
] as const
export const FindingCode = z.enum(FINDINGS)
export type FindingCode = z.infer<typeof FindingCode>

/** `params` fill the sentence: numbers in the unit their name says (`ms`, `bytes`, `status`, `count`). */
export const Finding = z.looseObject({
  code: FindingCode,
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
})
export type Finding = z.infer<typeof Finding>

export const LatencyQuantiles = z.looseObject({ p50: z.number(), p95: z.number(), p99: z.number() })
export type LatencyQuantiles = z.infer<typeof LatencyQuantiles>

/** `truncated`: the server lists more than the panel keeps; the numbers are what is kept. */
export const CatalogueCounts = z.looseObject({
  tools: z.number(),
  resources: z.number(),
  prompts: z.number(),
  hash: z.string(),
  truncated: z.optional(z.boolean()),
})
export type CatalogueCounts = z.infer<typeof CatalogueCounts>
