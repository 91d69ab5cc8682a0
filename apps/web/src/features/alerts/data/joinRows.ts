import type { AlertRow, AlertView, World } from '@nobet/contracts'

/**
 * The last answer, brought up to what the log has said since: what was told a moment ago is there, what has ended is
 * gone, and an acknowledgement counts at once. Rows that nothing changed stay the same objects.
 */
export function joinRows(held: readonly AlertRow[], alerts: World['alerts'], ended: World['ended']): AlertRow[] {
  const known = new Set<string>()
  const rows: AlertRow[] = []
  for (const row of held) {
    known.add(row.fingerprint)
    const open = alerts[row.fingerprint]
    const over = ended?.[row.fingerprint]
    if (open !== undefined) rows.push(withAck(row, open))
    else if (over === undefined || Date.parse(row.startsAt) > Date.parse(over.startsAt)) rows.push(row)
  }
  for (const open of Object.values(alerts)) if (!known.has(open.fingerprint)) rows.push(toTold(open))
  return rows
}

function withAck(row: AlertRow, { acknowledged }: AlertView): AlertRow {
  const same = acknowledged?.by === row.acknowledged?.by && acknowledged?.until === row.acknowledged?.until
  if (same) return row
  const { acknowledged: _former, ...rest } = row
  return acknowledged === undefined ? rest : { ...rest, acknowledged }
}

const told = new WeakMap<AlertView, AlertRow>()

/** By webhook, and not yet read from any peer. */
function toTold(open: AlertView): AlertRow {
  const row = told.get(open) ?? {
    ...open,
    state: 'active',
    silencedBy: [],
    inhibitedBy: [],
    receivers: [],
    peers: [],
  }
  told.set(open, row)
  return row
}
