import { type AlertGroup, type AlertRow, severityRank } from '@nobet/contracts'
import { type Standing, STANDINGS, standingOf } from '@nobet/domain/alerts'
import type { Grouping } from '../search.ts'

export interface GroupRow {
  readonly kind: 'group'
  readonly key: string
  /** What the group has in common; empty: they have nothing in common, or no group yet. */
  readonly labels: Readonly<Record<string, string>>
  readonly name: string | undefined
  readonly alerts: readonly AlertRow[]
  readonly open: boolean
}

/** Alerts of a group that are kept quiet, folded into one line. */
export interface QuietRow {
  readonly kind: 'quiet'
  readonly key: string
  readonly alerts: readonly AlertRow[]
  readonly open: boolean
}

export interface OneRow {
  readonly kind: 'alert'
  readonly key: string
  readonly alert: AlertRow
}

export type ListRow = GroupRow | QuietRow | OneRow

export interface Shape {
  readonly by: Grouping
  /** As Alertmanager sends them; used when `by` says so. */
  readonly groups: readonly AlertGroup[]
  /** Keys of groups that are shut, and of quiet lines that are open. */
  readonly turned: ReadonlySet<string>
  /** Whether quiet alerts are folded: not when the filter asks for them. */
  readonly fold: boolean
}

/** The rows of the list, top to bottom. What is shut has no rows. Every alert is there once, whatever groups it is in. */
export function toListRows(alerts: readonly AlertRow[], { by, groups, turned, fold }: Shape): ListRow[] {
  if (by === 'newest') return alerts.toSorted(newestFirst).map(toOne)
  const gathered = gather(alerts, by, groups)
  // Groups of one would only say everything twice.
  if (by === 'alertmanager' && gathered.every((group) => group.alerts.length === 1))
    return toBody({ key: 'all', alerts: [...alerts] }, { turned, fold })
  return gathered.flatMap((group) => {
    const key = `group ${group.key}`
    const open = !turned.has(key)
    const head: GroupRow = { kind: 'group', ...group, key, open }
    return open ? [head, ...toBody(group, { turned, fold })] : [head]
  })
}

/** The alerts of a group, the most urgent first; those that are kept quiet behind one line. */
function toBody(
  { key, alerts }: Pick<Gathered, 'key' | 'alerts'>,
  { turned, fold }: Pick<Shape, 'turned' | 'fold'>,
): ListRow[] {
  const sorted = alerts.toSorted(mostUrgentFirst)
  const quiet = fold ? sorted.filter(isQuiet) : []
  if (quiet.length === 0) return sorted.map(toOne)
  const line: QuietRow = { kind: 'quiet', key: `quiet ${key}`, alerts: quiet, open: turned.has(`quiet ${key}`) }
  const loud = sorted.filter((alert) => !isQuiet(alert))
  return [...loud.map(toOne), line, ...(line.open ? quiet.map(toOne) : [])]
}

interface Gathered {
  readonly key: string
  readonly labels: Readonly<Record<string, string>>
  readonly name: string | undefined
  readonly alerts: AlertRow[]
}

function gather(
  alerts: readonly AlertRow[],
  by: Exclude<Grouping, 'newest'>,
  groups: readonly AlertGroup[],
): Gathered[] {
  const place = by === 'alertmanager' ? placeByGroup(groups) : undefined
  const found = new Map<string, Gathered>()
  for (const alert of alerts) {
    const at = place === undefined ? placeByLabel(alert, by) : (place.get(alert.fingerprint) ?? NO_PLACE)
    const group = found.get(at.key)
    if (group === undefined) found.set(at.key, { ...at, alerts: [alert] })
    else group.alerts.push(alert)
  }
  return [...found.values()].toSorted((a, b) => urgencyOf(b) - urgencyOf(a) || newestOf(b) - newestOf(a))
}

type Place = Omit<Gathered, 'alerts'>
const NO_PLACE: Place = { key: '', labels: {}, name: undefined }

/** Groups of several receivers with the same labels are one; the first that holds an alert shows it. */
function placeByGroup(groups: readonly AlertGroup[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  for (const { labels, fingerprints } of groups) {
    const entries = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))
    const key = JSON.stringify(entries)
    const place = { key, labels, name: undefined }
    for (const fingerprint of fingerprints) if (!places.has(fingerprint)) places.set(fingerprint, place)
  }
  return places
}

function placeByLabel(alert: AlertRow, by: Exclude<Grouping, 'newest'>): Place {
  const value = by === 'name' ? alert.alertname : alert.module
  return { key: value ?? '', labels: {}, name: value }
}

const toOne = (alert: AlertRow): OneRow => ({ kind: 'alert', key: alert.fingerprint, alert })
const isQuiet = (alert: AlertRow): boolean => {
  const standing = standingOf(alert)
  return standing === 'silenced' || standing === 'inhibited'
}
const newestFirst = (a: AlertRow, b: AlertRow): number => Date.parse(b.startsAt) - Date.parse(a.startsAt)
const mostUrgentFirst = (a: AlertRow, b: AlertRow): number =>
  orderOf(standingOf(a)) - orderOf(standingOf(b)) ||
  severityRank(b.severity) - severityRank(a.severity) ||
  newestFirst(a, b)
const orderOf = (standing: Standing): number => STANDINGS.indexOf(standing)

/** An alert nobody is on weighs more than any that is taken care of. */
const urgencyOf = ({ alerts }: Gathered): number =>
  alerts.reduce(
    (most, alert) => Math.max(most, severityRank(alert.severity) + (standingOf(alert) === 'active' ? 10 : 0)),
    0,
  )
const newestOf = ({ alerts }: Gathered): number =>
  alerts.reduce((newest, alert) => Math.max(newest, Date.parse(alert.startsAt)), 0)
