import type { Severity, TOAST_KINDS } from '@nobet/contracts'

export type ToastKind = Exclude<(typeof TOAST_KINDS)[number], 'storm'>

/** Something worth telling. `key` names the thing it is about: a later notice of the same key updates in place. */
export interface Notice<Payload> {
  readonly key: string
  readonly kind: ToastKind
  readonly severity: Severity
  readonly status: 'raised' | 'cleared'
  readonly module?: string
  /** The key of the outage that explains this one; while that is raised, this folds into it. */
  readonly causedBy?: string
  /** Epoch milliseconds, on the server's clock. */
  readonly at: number
  /** What the screen needs to say it; the policy does not look inside. */
  readonly payload: Payload
}

export interface Toast<Payload> {
  readonly key: string
  readonly kind: ToastKind | 'storm'
  readonly severity: Severity
  readonly status: 'raised' | 'cleared'
  /** How often it was raised; for a storm or a root cause, how many notices it holds beside itself. */
  readonly count: number
  readonly folded: number
  readonly modules: readonly string[]
  readonly firstAt: number
  readonly lastAt: number
  /** `null`: stays until acknowledged or resolved. */
  readonly remainingMs: number | null
  readonly payload: Payload
}

/** A line of the notification centre: every notice that was told, shown as a toast or not. */
export interface CentreEntry<Payload> {
  readonly notice: Notice<Payload>
  readonly repeats: number
  readonly read: boolean
}

export interface ToastState<Payload> {
  /** Newest last. Only the last `visibleMax` are on screen. */
  readonly toasts: readonly Toast<Payload>[]
  /** Newest first, bounded. */
  readonly centre: readonly CentreEntry<Payload>[]
  /** Entries that the bound of the centre pushed out. */
  readonly forgotten: number
  /** Arrival times of new, raised notices inside the storm window, criticals apart. */
  readonly arrivals: readonly { readonly at: number; readonly critical: boolean }[]
}

export interface ToastRules {
  readonly severityFloor: Severity
  readonly visibleMax: number
  readonly centreMax: number
  readonly stormCount: number
  readonly stormWindowMs: number
  readonly infoMs: number
  readonly warningMs: number
}

export const DEFAULT_TOAST_RULES: ToastRules = {
  severityFloor: 'info',
  visibleMax: 3,
  centreMax: 200,
  stormCount: 5,
  stormWindowMs: 10_000,
  infoMs: 6_000,
  warningMs: 12_000,
}
