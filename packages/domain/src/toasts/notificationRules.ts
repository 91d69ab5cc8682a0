import { type Severity, SEVERITIES } from '@nobet/contracts'

export const WAKE_FLOORS = ['info', 'warning', 'critical', 'never'] as const
export const SEVERITY_FLOORS: readonly Severity[] = SEVERITIES
export type WakeFloor = (typeof WAKE_FLOORS)[number]

/** Filters one person may have. */
export const FILTERS_MAX = 50

/** `value` may hold `*`. `mute` keeps what matches in the centre; with any `only`, just what matches one makes toasts. */
export interface NotificationFilter {
  readonly effect: 'mute' | 'only'
  /** A label of the alert, or `module`, `kind`, `alertname`. */
  readonly label: string
  readonly value: string
}

/** What one person wants to be told on this browser, and how loudly. The centre takes everything in any case. */
export interface NotificationRules {
  /** Below it nothing makes a toast. */
  readonly floor: Severity
  /** From this severity on. */
  readonly sound: WakeFloor
  readonly desktop: WakeFloor
  /** 0 to 1. */
  readonly volume: number
  /** By the clock the panel shows; `from` after `to` goes over midnight. Minutes of the day. */
  readonly quiet: {
    readonly on: boolean
    readonly from: number
    readonly to: number
    /** What is told and heard in these hours as in any other. */
    readonly passes: 'critical' | 'nothing'
  }
  readonly filters: readonly NotificationFilter[]
}

export const DEFAULT_NOTIFICATION_RULES: NotificationRules = {
  floor: 'info',
  sound: 'warning',
  desktop: 'critical',
  volume: 0.6,
  quiet: { on: false, from: 22 * 60, to: 7 * 60, passes: 'critical' },
  filters: [],
}
