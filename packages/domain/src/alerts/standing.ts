import type { AlertRow } from '@nobet/contracts'

/** How an open alert stands: nobody is on it, somebody is, or it is kept quiet by a silence or by its cause. */
export const STANDINGS = ['active', 'acknowledged', 'silenced', 'inhibited'] as const
export type Standing = (typeof STANDINGS)[number]

/** An acknowledgement is a silence too; it comes first because it says who. */
export function standingOf(alert: Partial<Pick<AlertRow, 'acknowledged' | 'silencedBy' | 'inhibitedBy'>>): Standing {
  if (alert.acknowledged !== undefined) return 'acknowledged'
  if ((alert.silencedBy?.length ?? 0) > 0) return 'silenced'
  return (alert.inhibitedBy?.length ?? 0) > 0 ? 'inhibited' : 'active'
}
