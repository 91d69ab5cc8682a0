import { severityRank } from '@nobet/contracts'
import { fold, isStorm, makeToast, raiseToast, stormKey } from './foldToast.ts'
import type { CentreEntry, Notice, Toast, ToastRules, ToastState } from './toast.ts'

export const emptyToasts = <Payload>(): ToastState<Payload> => ({ toasts: [], centre: [], forgotten: 0, arrivals: [] })

export type ToastInput<Payload> =
  | { readonly type: 'notice'; readonly notice: Notice<Payload> }
  /** Time that passed while nobody held the toasts (hover, focus, hidden tab stop the clock). */
  | { readonly type: 'elapsed'; readonly ms: number }
  | { readonly type: 'dismiss'; readonly key: string }
  | { readonly type: 'read' }

/**
 * The on-call contract of toasts: same key in place, storms fold, a root cause swallows what it causes, criticals
 * stay. Nothing is lost when a toast leaves: every notice is in the centre.
 */
export function reduceToasts<Payload>(
  state: ToastState<Payload>,
  input: ToastInput<Payload>,
  rules: ToastRules,
): ToastState<Payload> {
  switch (input.type) {
    case 'notice':
      return tell(state, input.notice, rules)
    case 'elapsed':
      return elapse(state, input.ms)
    case 'dismiss':
      return { ...state, toasts: state.toasts.filter((toast) => toast.key !== input.key) }
    case 'read':
      return { ...state, centre: state.centre.map((entry) => (entry.read ? entry : { ...entry, read: true })) }
  }
}

/** The toasts on screen: criticals first claim the places, then the newest. */
export function visibleToasts<Payload>(state: ToastState<Payload>, rules: ToastRules): readonly Toast<Payload>[] {
  const critical = state.toasts.filter((toast) => toast.remainingMs === null)
  const others = state.toasts.filter((toast) => toast.remainingMs !== null)
  const chosen = new Set([...others, ...critical].slice(-rules.visibleMax))
  return state.toasts.filter((toast) => chosen.has(toast))
}

export const unreadCount = <Payload>(state: ToastState<Payload>): number =>
  state.centre.reduce((count, entry) => count + (entry.read ? 0 : 1), 0)

function tell<Payload>(state: ToastState<Payload>, notice: Notice<Payload>, rules: ToastRules): ToastState<Payload> {
  const recorded = record(state, notice, rules)
  const shown = state.toasts.find((toast) => toast.key === notice.key)
  if (notice.status === 'cleared') return clear(recorded, notice, shown, rules)
  if (severityRank(notice.severity) < severityRank(rules.severityFloor)) return recorded
  if (shown !== undefined) return replace(recorded, raiseToast(shown, notice, rules))
  const cause = state.toasts.find((toast) => toast.key === notice.causedBy && toast.status === 'raised')
  if (cause !== undefined) return replace(recorded, fold(cause, notice))
  return raise(recorded, notice, rules)
}

function raise<Payload>(state: ToastState<Payload>, notice: Notice<Payload>, rules: ToastRules): ToastState<Payload> {
  const critical = notice.severity === 'critical'
  const since = notice.at - rules.stormWindowMs
  const arrivals = [...state.arrivals.filter((arrival) => arrival.at > since), { at: notice.at, critical }].slice(-64)
  const next = { ...state, arrivals }
  const key = stormKey(critical)
  const storm = state.toasts.find((toast) => toast.key === key)
  const peers = arrivals.filter((arrival) => arrival.critical === critical).length
  if (storm !== undefined) return replace(next, fold(storm, notice, rules))
  if (peers <= rules.stormCount) return { ...next, toasts: [...next.toasts, makeToast(notice, rules)] }
  return startStorm(next, notice, { critical, since, rules })
}

/** The toasts of this storm leave the screen and become one; the centre still lists each. */
function startStorm<Payload>(
  state: ToastState<Payload>,
  notice: Notice<Payload>,
  { critical, since, rules }: { critical: boolean; since: number; rules: ToastRules },
): ToastState<Payload> {
  const joins = (toast: Toast<Payload>) =>
    !isStorm(toast) &&
    toast.status === 'raised' &&
    toast.firstAt > since &&
    (toast.severity === 'critical') === critical
  const members = state.toasts.filter(joins)
  const first = { ...makeToast(notice, rules), key: stormKey(critical), kind: 'storm' as const }
  const storm = members.reduce<Toast<Payload>>(
    (sum, member) => ({
      ...sum,
      folded: sum.folded + 1 + member.folded,
      modules: [...new Set([...member.modules, ...sum.modules])],
      firstAt: Math.min(sum.firstAt, member.firstAt),
    }),
    first,
  )
  return { ...state, toasts: [...state.toasts.filter((toast) => !joins(toast)), storm] }
}

/** A resolve replaces the raised toast; alone it is news only when its like is worth a toast. */
function clear<Payload>(
  state: ToastState<Payload>,
  notice: Notice<Payload>,
  shown: Toast<Payload> | undefined,
  rules: ToastRules,
): ToastState<Payload> {
  const cleared: Toast<Payload> = { ...makeToast(notice, rules), remainingMs: rules.infoMs }
  if (shown !== undefined) return replace(state, { ...cleared, firstAt: shown.firstAt, count: shown.count })
  const storming = state.toasts.some(isStorm)
  if (storming || severityRank(notice.severity) < severityRank(rules.severityFloor)) return state
  return { ...state, toasts: [...state.toasts, cleared] }
}

function elapse<Payload>(state: ToastState<Payload>, ms: number): ToastState<Payload> {
  if (!state.toasts.some((toast) => toast.remainingMs !== null)) return state
  const toasts = state.toasts
    .map((toast) => (toast.remainingMs === null ? toast : { ...toast, remainingMs: toast.remainingMs - ms }))
    .filter((toast) => toast.remainingMs === null || toast.remainingMs > 0)
  return { ...state, toasts }
}

function record<Payload>(state: ToastState<Payload>, notice: Notice<Payload>, rules: ToastRules): ToastState<Payload> {
  const newest = state.centre[0]
  const repeats = newest?.notice.key === notice.key && newest.notice.status === notice.status
  const entry: CentreEntry<Payload> = { notice, repeats: repeats ? newest.repeats + 1 : 0, read: false }
  const centre = [entry, ...(repeats ? state.centre.slice(1) : state.centre)]
  const forgotten = state.forgotten + Math.max(0, centre.length - rules.centreMax)
  return { ...state, centre: centre.slice(0, rules.centreMax), forgotten }
}

const replace = <Payload>(state: ToastState<Payload>, toast: Toast<Payload>): ToastState<Payload> => ({
  ...state,
  toasts: state.toasts.map((old) => (old.key === toast.key ? toast : old)),
})
