import type { CatalogueCounts, Era, Finding, Rung, RungResult } from '@nobet/contracts'

/** What one climb of the ladder saw, before any hysteresis. Times are milliseconds. */
export interface ProbeResult {
  readonly outcome: 'passed' | 'failed'
  readonly rungs: readonly RungResult[]
  readonly durationMs: number
  readonly rung?: Rung
  readonly finding?: Finding
  readonly era?: Era
  readonly protocolVersion?: string
  readonly server?: { readonly name: string; readonly version: string }
  readonly catalogue?: CatalogueCounts
}
