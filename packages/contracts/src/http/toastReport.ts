import * as z from 'zod/mini'
import { Severity } from '../event/severity.ts'

/** What a toast may be about; `storm` stands for many at once. */
export const TOAST_KINDS = ['alert', 'module', 'ttl', 'upstream', 'link', 'storm'] as const

/** `POST /api/v1/telemetry/toasts`: how many toasts came up in this browser since its last report, one row a kind. */
export const ToastReport = z.object({
  toasts: z
    .array(
      z.object({
        kind: z.enum(TOAST_KINDS),
        severity: Severity,
        count: z.int().check(z.gte(1), z.lte(1_000)),
      }),
    )
    .check(z.minLength(1), z.maxLength(TOAST_KINDS.length * Severity.options.length)),
})
export type ToastReport = z.infer<typeof ToastReport>
