import type { ToastReport } from '@nobet/contracts'
import { DEFAULT_TOAST_RULES, isFolded, type ToastState, visibleToasts } from '@nobet/domain/toasts'
import type { Payload } from './toNotice.ts'

/** From the first toast on, so that a storm is one report; spread, so that not all tabs report at once. */
const REPORT_AFTER_MS = 10_000
const SPREAD_MS = 5_000
const COUNT_MAX = 1_000

type Row = ToastReport['toasts'][number]

export interface ToastReportDeps {
  readonly store: {
    readonly getState: () => ToastState<Payload>
    readonly subscribe: (listener: (now: ToastState<Payload>, before: ToastState<Payload>) => void) => () => void
  }
  /** Whether the server took the report. */
  readonly send: (report: ToastReport) => Promise<boolean>
  readonly delay: (run: () => void, ms: number) => () => void
  /** In [0, 1). */
  readonly random: () => number
  /** Told when the page may be gone for good. */
  readonly onHidden: (run: () => void) => () => void
}

/** Tells the server how many toasts came up; what it does not take goes into the next report. */
export function startToastReports({ store, send, delay, random, onHidden }: ToastReportDeps): () => void {
  const rows = new Map<string, Row>()
  const counted = new Set<string>()
  let cancel: (() => void) | undefined

  const add = ({ kind, severity, count }: Row) => {
    const key = `${kind} ${severity}`
    rows.set(key, { kind, severity, count: Math.min(COUNT_MAX, (rows.get(key)?.count ?? 0) + count) })
  }
  const plan = () => {
    if (rows.size > 0) cancel ??= delay(() => void report(), REPORT_AFTER_MS + random() * SPREAD_MS)
  }
  const report = async () => {
    cancel?.()
    cancel = undefined
    const toasts = [...rows.values()]
    rows.clear()
    if (toasts.length === 0 || (await send({ toasts }))) return
    toasts.forEach(add)
    plan()
  }
  const count = (now: ToastState<Payload>) => {
    const there = new Set(now.toasts.map(({ key }) => key))
    for (const key of counted) if (!there.has(key)) counted.delete(key)
    for (const toast of visibleToasts(now, DEFAULT_TOAST_RULES)) {
      if (counted.has(toast.key)) continue
      counted.add(toast.key)
      add({ kind: isFolded(toast) ? 'storm' : toast.notice.kind, severity: toast.severity, count: 1 })
    }
    plan()
  }

  count(store.getState())
  const leaves = [
    store.subscribe((now, before) => now.toasts !== before.toasts && count(now)),
    onHidden(() => void report()),
  ]
  return () => {
    cancel?.()
    for (const leave of leaves) leave()
  }
}
