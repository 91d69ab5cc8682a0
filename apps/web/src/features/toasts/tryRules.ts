import type { AlertView, LoggedEvent } from '@nobet/contracts'
import {
  DEFAULT_TOAST_RULES,
  emptyToasts,
  type Held,
  judgeNotice,
  type NotificationRules,
  reaches,
  reduceToasts,
  visibleToasts,
} from '@nobet/domain/toasts'
import { type Payload, toNotice } from './toNotice.ts'

/** Event types that can make a notice. */
export const NOTICE_TYPES = [
  'alert.firing',
  'alert.resolved',
  'alert.acknowledged',
  'alert.unacknowledged',
  'mcp.health.changed',
  'mcp.catalogue.changed',
  'cache.ttl.changed',
  'upstream.degraded',
  'upstream.recovered',
] as const

export interface Trial {
  readonly notices: number
  /** Cards that would have come on screen. */
  readonly toasts: number
  readonly sounds: number
  readonly notes: number
  readonly held: Readonly<Record<Held, number>>
}

/** What these rules would have made of events, oldest first, with nobody touching a toast. */
export function tryRules(
  events: readonly LoggedEvent[],
  rules: NotificationRules,
  minuteOf: (at: number) => number,
): Trial {
  const alerts = new Map<string, AlertView>()
  const seen = new Set<string>()
  const held: Record<Held, number> = { floor: 0, quiet: 0, muted: 0, 'not-chosen': 0 }
  let state = emptyToasts<Payload>()
  let [notices, toasts, sounds, notes] = [0, 0, 0, 0]
  let last: number | undefined
  for (const event of events) {
    remember(alerts, event)
    const notice = toNotice(event, (fingerprint) => alerts.get(fingerprint))
    if (notice === undefined) continue
    notices += 1
    const ms = last === undefined ? 0 : Math.max(0, notice.at - last)
    last = notice.at
    const verdict = judgeNotice(notice, rules, minuteOf(notice.at))
    if (verdict.held !== undefined) held[verdict.held] += 1
    const before = state.wake
    state = reduceToasts(state, { type: 'elapsed', ms }, DEFAULT_TOAST_RULES)
    state = reduceToasts(state, { type: 'notice', notice, verdict }, DEFAULT_TOAST_RULES)
    if (state.wake !== before && reaches(notice, rules.sound)) sounds += 1
    if (state.wake !== before && reaches(notice, rules.desktop)) notes += 1
    const there = new Set(state.toasts.map(({ key }) => key))
    for (const key of seen) if (!there.has(key)) seen.delete(key)
    for (const { key } of visibleToasts(state, DEFAULT_TOAST_RULES)) {
      if (!seen.has(key)) toasts += 1
      seen.add(key)
    }
  }
  return { notices, toasts, sounds, notes, held }
}

function remember(alerts: Map<string, AlertView>, event: LoggedEvent): void {
  const { type, data, severity, module } = event
  if (type !== 'alert.firing' || typeof data !== 'object' || data === null || !('fingerprint' in data)) return
  const alert = { ...data, severity, ...(module === undefined ? {} : { module }) } as AlertView // the reader of notices checks it
  alerts.set(alert.fingerprint, alert)
}
