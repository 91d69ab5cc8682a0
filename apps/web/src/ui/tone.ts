import type { ModuleState, Severity, SourceState } from '@nobet/contracts'

/** What a colour means. `none` is neutral: no judgement. */
export type Tone = 'ok' | 'warn' | 'bad' | 'stale' | 'unknown' | 'info' | 'none'

/** Worst first; the order in which a fleet is judged and listed. */
export const STATE_ORDER: readonly ModuleState[] = [
  'down',
  'wedged',
  'auth-rejected',
  'version-mismatch',
  'stale',
  'unknown',
  'degraded',
  'needs-auth',
  'healthy',
]

const TONE_OF_STATE = {
  healthy: 'ok',
  degraded: 'warn',
  'needs-auth': 'warn',
  'auth-rejected': 'bad',
  'version-mismatch': 'bad',
  wedged: 'bad',
  stale: 'stale',
  down: 'bad',
  unknown: 'unknown',
} as const satisfies Record<ModuleState, Tone>

const TONE_OF_SEVERITY = {
  debug: 'unknown',
  info: 'info',
  warning: 'warn',
  critical: 'bad',
} as const satisfies Record<Severity, Tone>

const TONE_OF_SOURCE = {
  live: 'ok',
  degraded: 'warn',
  unavailable: 'bad',
  not_configured: 'none',
} as const satisfies Record<SourceState, Tone>

export const toneOfState = (state: ModuleState): Tone => TONE_OF_STATE[state]
export const toneOfSeverity = (severity: Severity): Tone => TONE_OF_SEVERITY[severity]
export const toneOfSource = (state: SourceState): Tone => TONE_OF_SOURCE[state]
