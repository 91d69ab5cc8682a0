import type { CentreEntry, ToastKind } from '@nobet/domain/toasts'

export type CentreFilter = 'all' | 'unread' | 'critical' | ToastKind

export type CentreRowView<P> =
  | { readonly kind: 'day'; readonly key: string; readonly day: string }
  | { readonly kind: 'entry'; readonly key: string; readonly entry: CentreEntry<P>; readonly isNew: boolean }

interface View {
  readonly filter: CentreFilter
  /** Ids that were unread when the list was opened; what came since is new as well. */
  readonly unread: ReadonlySet<number>
  readonly dayOf: (at: number) => string
}

/** The lines that pass the filter, under the day each belongs to. */
export function toCentreRows<P>(
  centre: readonly CentreEntry<P>[],
  { filter, unread, dayOf }: View,
): CentreRowView<P>[] {
  const rows: CentreRowView<P>[] = []
  let day: string | undefined
  for (const entry of centre) {
    const isNew = !entry.read || unread.has(entry.id)
    if (!passes(entry, filter, isNew)) continue
    const itsDay = dayOf(entry.notice.at)
    if (itsDay !== day) rows.push({ kind: 'day', key: `day ${itsDay} ${entry.id}`, day: itsDay })
    day = itsDay
    rows.push({ kind: 'entry', key: String(entry.id), entry, isNew })
  }
  return rows
}

function passes({ notice }: CentreEntry<unknown>, filter: CentreFilter, isNew: boolean): boolean {
  if (filter === 'all') return true
  if (filter === 'unread') return isNew
  return filter === 'critical' ? notice.severity === 'critical' : notice.kind === filter
}
