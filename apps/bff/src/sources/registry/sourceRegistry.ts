import type { SourceState, SourceView } from '@nobet/contracts'
import type { Clock } from '../../clock.ts'

/** What is known of one source besides its state. */
export interface SourceIdentity {
  readonly id: string
  readonly kind: string
  /** The configuration key that switches it on. */
  readonly key: string
  readonly use: 'data' | 'reachability'
  /** Where a browser finds it. */
  readonly publicUrl?: string
}

export interface SourceFinding {
  readonly state: SourceState
  readonly error?: string
}

export interface SourceChange {
  readonly source: SourceIdentity
  readonly from: SourceState | undefined
  readonly finding: SourceFinding
}

/** The present state of every upstream and since when; changes are told, repetitions are not. */
export interface SourceRegistry {
  /** A source whose first answer is still to come: listed as unavailable, but that is no change worth telling. */
  expect(source: SourceIdentity): void
  report(source: SourceIdentity, finding: SourceFinding): void
  views(): readonly SourceView[]
}

export function createSourceRegistry(clock: Clock, onChange: (change: SourceChange) => void): SourceRegistry {
  const views = new Map<string, SourceView>()
  const expected = new Set<string>()
  return {
    expect(source) {
      expected.add(source.id)
      const since = new Date(clock.now()).toISOString()
      views.set(source.id, { ...source, state: 'unavailable', since, lastOkAt: null, error: 'no answer yet' })
    },
    report(source, { state, error }) {
      const known = expected.delete(source.id) ? undefined : views.get(source.id)
      const now = new Date(clock.now()).toISOString()
      views.set(source.id, {
        ...source,
        state,
        since: known?.state === state ? known.since : now,
        lastOkAt: state === 'live' ? now : (known?.lastOkAt ?? null),
        ...(error === undefined ? {} : { error }),
      })
      if (known?.state === state) return
      onChange({ source, from: known?.state, finding: { state, ...(error === undefined ? {} : { error }) } })
    },
    views: () => [...views.values()],
  }
}
