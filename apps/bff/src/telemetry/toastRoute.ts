import { parseJsonWith, ToastReport } from '@nobet/contracts'
import { type Context, Hono } from 'hono'
import { requirePermission } from '../access/requirePermission.ts'
import type { Clock } from '../clock.ts'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'
import type { Metrics } from '../metrics/metrics.ts'

/** Reports of all browsers together; who is refused reports later, with what came since. */
const REPORTS_PER_SECOND = 100
const WINDOW_MS = 1_000
const RETRY_AFTER_S = 10

export interface ToastRouteDeps {
  readonly clock: Pick<Clock, 'monotonic'>
  readonly metrics: Pick<Metrics, 'toasts' | 'badInput'>
}

/** Toasts come up in browsers: they tell how many, and the panel counts them. Nothing else hangs on the figure. */
export function createToastRoute({ clock, metrics }: ToastRouteDeps): Hono<AppEnv> {
  const admit = createWindow(clock)
  const refuse = (context: Context<AppEnv>, reason: string, no: Omit<Parameters<typeof problem>[0], 'traceId'>) => {
    metrics.badInput.inc({ door: 'toasts', reason })
    return problem({ ...no, traceId: context.get('traceId') })
  }

  return new Hono<AppEnv>().post('/telemetry/toasts', requirePermission('console:read'), async (context) => {
    if (!admit()) return refuse(context, 'rate', TOO_MANY)
    const report = parseJsonWith(ToastReport, await context.req.text())
    if (!report.ok) return refuse(context, 'bad_report', { ...INVALID, errors: report.faults })
    for (const { kind, severity, count } of report.value.toasts) metrics.toasts.inc({ kind, severity }, count)
    return context.body(null, 204)
  })
}

function createWindow(clock: Pick<Clock, 'monotonic'>): () => boolean {
  let beganAt = Number.NEGATIVE_INFINITY
  let reports = 0
  return () => {
    if (clock.monotonic() - beganAt >= WINDOW_MS) {
      beganAt = clock.monotonic()
      reports = 0
    }
    reports += 1
    return reports <= REPORTS_PER_SECOND
  }
}

const TOO_MANY = {
  status: 429,
  code: 'too-many-reports',
  title: 'Too many reports',
  detail: `the panel takes ${REPORTS_PER_SECOND} reports a second of all browsers; report later, together with what came since`,
  headers: { 'retry-after': String(RETRY_AFTER_S) },
} as const

const INVALID = { status: 400, code: 'invalid-report', title: 'Not a report of toasts' } as const
