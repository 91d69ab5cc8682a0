import type { Severity } from '@nobet/contracts'
import { severityRank } from '@nobet/contracts'
import type { Member, Notice, Toast, ToastRules } from './toast.ts'

/** Members one card holds; the count goes on. */
const MEMBERS_MAX = 1_000
/** Modules counted of one card. */
const MODULES_MAX = 50

export const isCritical = ({ severity }: { readonly severity: Severity }): boolean => severity === 'critical'
export const isFolded = ({ shape }: Pick<Toast<unknown>, 'shape'>): boolean => shape === 'storm' || shape === 'away'

/** What a card tells, as many as it is about: a cause counts itself. */
export const countOf = <P>({ shape, members, beyond }: Toast<P>): number =>
  members.length + beyond + (shape === 'storm' || shape === 'away' ? 0 : 1)

/** Members that are over or taken. */
export const settledOf = <P>({ members }: Toast<P>): number =>
  members.filter(({ status }) => status !== 'raised').length

/** Ids of the modules a card is about, bounded. */
export function modulesOf<P>(toast: Toast<P>): readonly string[] {
  const notices = isFolded(toast) ? [] : [toast.notice]
  const modules = [...notices, ...toast.members.map(({ notice }) => notice)].flatMap(({ module }) => module ?? [])
  return [...new Set(modules)].slice(0, MODULES_MAX)
}

/** Keys of the things on a card that are open. */
export function openKeys<P>(toast: Toast<P>): readonly string[] {
  const lead = isFolded(toast) || toast.status !== 'raised' ? [] : [toast.notice.key]
  return [...lead, ...toast.members.flatMap(({ status, notice }) => (status === 'raised' ? [notice.key] : []))]
}

/** Keys of everything on a card, open or not: what closing it closes. */
export const keysOf = <P>(toast: Toast<P>): readonly string[] => [
  ...(isFolded(toast) ? [] : [toast.notice.key]),
  ...toast.members.map(({ notice }) => notice.key),
]

export const makeCard = <P>(notice: Notice<P>, count: number, rules: ToastRules): Toast<P> => ({
  key: notice.key,
  shape: 'single',
  notice,
  severity: notice.severity,
  status: 'raised',
  count,
  members: [],
  beyond: 0,
  firstAt: notice.at,
  lastAt: notice.at,
  remainingMs: timeOf(notice.severity, rules),
})

/** Adds members; the card's clock begins anew. */
export function addMembers<P>(toast: Toast<P>, added: readonly Member<P>[], rules: ToastRules): Toast<P> {
  const all = [...toast.members, ...added]
  const members = all.slice(0, MEMBERS_MAX)
  const lastAt = Math.max(toast.lastAt, ...added.map(({ notice }) => notice.at))
  return retime({ ...toast, members, beyond: toast.beyond + all.length - members.length, lastAt }, rules)
}

/** Severity and clock by what is open now. */
export function retime<P>(toast: Toast<P>, rules: ToastRules): Toast<P> {
  const lead = isFolded(toast) || toast.status === 'cleared' ? [] : [toast.notice.severity]
  const open = toast.members.flatMap(({ status, notice }) => (status === 'raised' ? [notice.severity] : []))
  const severity = highest([...lead, ...open])
  return { ...toast, severity, remainingMs: timeOf(severity, rules) }
}

export const highest = (severities: readonly Severity[]): Severity =>
  severities.reduce<Severity>((top, one) => (severityRank(one) > severityRank(top) ? one : top), 'info')

function timeOf(severity: Severity, rules: ToastRules): number | null {
  switch (severity) {
    case 'critical':
      return null
    case 'warning':
      return rules.warningMs
    case 'info':
    case 'debug':
      return rules.infoMs
  }
}
