import type { ValueFreshness } from '@nobet/domain/freshness'
import { createContext, type ReactNode, useContext } from 'react'
import type { Provenance } from '../panel/ProvenanceChip.tsx'
import { useFreshness } from '../useFreshness.ts'

const Context = createContext<ValueFreshness>('live')

/** Tells the charts inside how far their figures may be believed: by the provenance that the panel's chip says. */
export function ChartFreshness({ provenance, children }: { provenance: Provenance | undefined; children: ReactNode }) {
  const observed = provenance?.kind === 'observed' ? provenance : undefined
  const judged = useFreshness(observed?.at ?? null, observed?.intervalMs ?? null)
  return <Context value={observed === undefined ? toFreshness(provenance) : judged}>{children}</Context>
}

export const useChartFreshness = (): ValueFreshness => useContext(Context)

function toFreshness(provenance: Provenance | undefined): ValueFreshness {
  switch (provenance?.kind) {
    case 'cached':
      return 'cached'
    case 'stale':
    case 'unavailable':
      return 'stale'
    case 'not_configured':
    case 'forbidden':
    case 'unknown':
      return 'unknown'
    case 'loading':
    case 'partial':
    case 'observed':
    case undefined:
      return 'live'
  }
}
