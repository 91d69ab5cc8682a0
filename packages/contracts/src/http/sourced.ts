import * as z from 'zod/mini'
import { Timestamp } from '../time.ts'

export const FRESHNESS = ['live', 'cached', 'stale', 'unavailable', 'not_configured'] as const
export const Freshness = z.enum(FRESHNESS)
export type Freshness = z.infer<typeof Freshness>

/** Wraps every value that came from a source: where from, how fresh, when observed, what went wrong. */
export const sourced = <S extends z.ZodMiniType>(value: S) =>
  z.looseObject({
    value: z.nullable(value),
    source: z.string(),
    freshness: Freshness,
    observedAt: z.nullable(Timestamp),
    error: z.nullable(z.looseObject({ code: z.string(), message: z.string() })),
  })

export interface Sourced<T> {
  readonly value: T | null
  readonly source: string
  readonly freshness: Freshness
  readonly observedAt: Timestamp | null
  readonly error: { readonly code: string; readonly message: string } | null
}
