import type { Severity, TOAST_KINDS } from '@nobet/contracts'

export type ToastKind = Exclude<(typeof TOAST_KINDS)[number], 'storm'>

/** Something worth telling. `key` names the thing it is about: a later notice of the same key updates in place. */
export interface Notice<Payload> {
  readonly key: string
  readonly kind: ToastKind
  readonly severity: Severity
  /** `acknowledged`: somebody is on it; it leaves every screen. */
  readonly status: 'raised' | 'acknowledged' | 'cleared'
  readonly module?: string
  /** Labels the person's rules may name. */
  readonly labels?: Readonly<Record<string, string>>
  /** Keys of outages that would explain this one; while one of them is raised, this folds into it. */
  readonly causedBy?: readonly string[]
  /** An outage: it explains what names it in `causedBy`. */
  readonly explains?: boolean
  /** A test: told apart, folds into nothing, wakes nobody. */
  readonly drill?: boolean
  /** An acknowledgement ended: told again as if it were new. */
  readonly returns?: boolean
  /** Epoch milliseconds, on the server's clock. */
  readonly at: number
  /** What the screen needs to say it; the policy does not look inside. */
  readonly payload: Payload
}

/** What the person's rules make of a notice: a toast, and whether it may wake. The centre takes every notice. */
export interface Verdict {
  readonly toast: boolean
  readonly wake: boolean
}

export interface Judged<Payload> {
  readonly notice: Notice<Payload>
  /** By the person's rules; without it the notice counts whole. */
  readonly verdict?: Verdict
}

/** One thing inside a folded toast. */
export interface Member<Payload> {
  readonly notice: Notice<Payload>
  /** `dismissed`: closed by hand. */
  readonly status: Notice<Payload>['status'] | 'dismissed'
}

/**
 * A card. `single` tells one thing, `cause` an outage and what it explains, `storm` many things at once, `away` what
 * came while the link was broken.
 */
export interface Toast<Payload> {
  /** Of the card. A storm goes on in the card of its first member. */
  readonly key: string
  readonly shape: 'single' | 'cause' | 'storm' | 'away'
  /** What `single` and `cause` are about; of `storm` and `away` the newest. */
  readonly notice: Notice<Payload>
  /** Highest of what is open in it. */
  readonly severity: Severity
  readonly status: 'raised' | 'cleared'
  /** How often it was raised of late. */
  readonly count: number
  /** What it folds: of a storm everything, of a cause its effects. Bounded; `beyond` counts the rest. */
  readonly members: readonly Member<Payload>[]
  readonly beyond: number
  readonly firstAt: number
  readonly lastAt: number
  /** `null`: stays until acknowledged or resolved. */
  readonly remainingMs: number | null
}

/** A line of the notification centre: every notice that was told, shown as a toast or not. */
export interface CentreEntry<Payload> {
  /** Rises by one with each new line. */
  readonly id: number
  readonly notice: Notice<Payload>
  readonly repeats: number
  readonly read: boolean
}

/** What should be heard: `seq` rises by one with each. */
export interface Wake<Payload> {
  readonly seq: number
  readonly critical: boolean
  readonly at: number
  readonly notice: Notice<Payload>
}

export interface ToastState<Payload> {
  /** Oldest first. At most `visibleMax` are on screen: `visibleToasts`. */
  readonly toasts: readonly Toast<Payload>[]
  /** Newest first, bounded. */
  readonly centre: readonly CentreEntry<Payload>[]
  readonly unread: number
  /** Notices told so far; also the id of the newest line. */
  readonly told: number
  /** Notices that the bound of the centre pushed out. */
  readonly forgotten: number
  /** New things of late, for telling a storm. Bounded. */
  readonly arrivals: readonly { readonly at: number; readonly what: 'critical' | 'other' | 'cleared' }[]
  /** Outages in force, shown or not. Bounded. */
  readonly causes: readonly Notice<Payload>[]
  /** How often a thing was raised of late, oldest first. Bounded. */
  readonly raises: readonly Raises[]
  readonly wake: Wake<Payload> | undefined
}

export interface Raises {
  readonly key: string
  readonly count: number
  readonly lastAt: number
  readonly severity: Severity
}

export interface ToastRules {
  readonly visibleMax: number
  readonly centreMax: number
  /** More new things than this within `stormWindowMs` are a storm. */
  readonly stormCount: number
  readonly stormWindowMs: number
  /** So many criticals of a storm fold; fewer keep toasts of their own. */
  readonly criticalStormCount: number
  /** How long before its cause an effect may have come. */
  readonly causeWindowMs: number
  /** Raised again within this time is the same trouble: counted, not heard. */
  readonly flapWindowMs: number
  readonly infoMs: number
  readonly warningMs: number
}

export const DEFAULT_TOAST_RULES: ToastRules = {
  visibleMax: 3,
  centreMax: 2_000,
  stormCount: 5,
  stormWindowMs: 10_000,
  criticalStormCount: 3,
  causeWindowMs: 30_000,
  flapWindowMs: 10 * 60_000,
  infoMs: 6_000,
  warningMs: 12_000,
}
