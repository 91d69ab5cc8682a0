import * as z from 'zod/mini'

const Count = z._default(z.int().check(z.positive(), z.lte(10_000)), 1)

/** What a test may do to the cluster that is not there; the words are those of Argo CD and Kyverno. */
export const Control = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('app'),
    name: z.string(),
    syncStatus: z.optional(z.enum(['Synced', 'OutOfSync', 'Unknown'])),
    healthStatus: z.optional(z.enum(['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Missing', 'Unknown'])),
    autosync: z.optional(z.boolean()),
    operation: z.optional(z.enum(['', 'sync', 'delete'])),
  }),
  z.strictObject({ do: z.literal('remove'), name: z.string() }),
  z.strictObject({
    do: z.literal('sync'),
    name: z.string(),
    phase: z.enum(['Running', 'Terminating', 'Failed', 'Error', 'Succeeded']),
    count: Count,
  }),
  z.strictObject({ do: z.literal('gitFailure'), request: z.enum(['fetch', 'ls-remote']), count: Count }),
  z.strictObject({ do: z.literal('cluster'), connected: z.boolean() }),
  z.strictObject({
    do: z.literal('policy'),
    name: z.string(),
    result: z.enum(['pass', 'fail', 'warn', 'error', 'skip']),
    count: Count,
  }),
  z.strictObject({
    do: z.literal('admission'),
    allowed: z.boolean(),
    seconds: z._default(z.number().check(z.nonnegative()), 0.02),
    count: Count,
  }),
  z.strictObject({ do: z.literal('silence'), exporter: z.enum(['argocd', 'kyverno']), silent: z.boolean() }),
])
export type Control = z.infer<typeof Control>
