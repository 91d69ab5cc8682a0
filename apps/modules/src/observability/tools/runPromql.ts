import { defineTool, describeFailure, failed, fetchJson, type ModuleKit, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { PROMETHEUS_MISSING } from '../notConfigured.ts'

const QUERY_CHARS = 2_000
const SERIES_MAX = 200
const TIMEOUT_MS = 10_000

const Answer = z.looseObject({
  status: z.literal('success'),
  data: z.looseObject({ resultType: z.string(), result: z.unknown() }),
  warnings: z.optional(z.array(z.string())),
})

/** `run_promql`: an instant query, answered in Prometheus's own shape. */
export const runPromql = (kit: Pick<ModuleKit, 'fetch'>, prometheusUrl: string | undefined) =>
  defineTool({
    name: 'run_promql',
    title: 'Run PromQL',
    description: 'Runs an instant PromQL query on the configured Prometheus; at most 200 series come back.',
    annotations: { openWorldHint: true },
    rateLimit: { perSecond: 2, burst: 5 },
    input: z.object({
      query: z.string().check(z.trim(), z.minLength(1), z.maxLength(QUERY_CHARS)),
      time: z.optional(z.iso.datetime({ offset: true })),
    }),
    output: z.object({
      resultType: z.string(),
      result: z.unknown(),
      truncated: z.boolean(),
      warnings: z.array(z.string()),
    }),
    async handle({ query, time }, { signal }) {
      if (prometheusUrl === undefined) return failed('not_configured', PROMETHEUS_MISSING)
      const search = new URLSearchParams(time === undefined ? { query } : { query, time })
      const url = `${prometheusUrl}/api/v1/query?${search.toString()}`
      const outcome = await fetchJson(kit.fetch, { url, schema: Answer, signal, timeoutMs: TIMEOUT_MS })
      if (outcome.kind === 'refused') return failed('refused', `Prometheus ${describeFailure(outcome)}`)
      if (outcome.kind !== 'ok') return failed('unavailable', `Prometheus ${describeFailure(outcome)}`)
      const { resultType, result } = outcome.value.data
      const series: readonly unknown[] | undefined =
        resultType !== 'scalar' && Array.isArray(result) ? result : undefined
      const truncated = series !== undefined && series.length > SERIES_MAX
      return succeeded(JSON.stringify(truncated ? series.slice(0, SERIES_MAX) : result), {
        resultType,
        result: truncated ? series.slice(0, SERIES_MAX) : result,
        truncated,
        warnings: outcome.value.warnings ?? [],
      })
    },
  })
