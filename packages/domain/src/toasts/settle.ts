import { isCritical, isFolded, makeCard, openKeys, retime } from './card.ts'
import { putCard, removeCard, replaceCard } from './cards.ts'
import { forgetCause } from './cause.ts'
import { arrive, arrived, raiseOrFold } from './storm.ts'
import type { Member, Notice, Toast, ToastRules, ToastState, Verdict } from './toast.ts'

/** Ends without a card of their own shown within a storm's time; the rest are in the centre. */
const ENDS_SHOWN = 2

/** Something is over or taken: its card says so, or leaves. */
export function settle<P>(
  before: ToastState<P>,
  notice: Notice<P>,
  verdict: Verdict,
  rules: ToastRules,
): ToastState<P> {
  const cleared = notice.status === 'cleared'
  const state = cleared ? forgetCause(before, notice.key) : before
  const lead = state.toasts.find((toast) => !isFolded(toast) && toast.notice.key === notice.key)
  if (lead !== undefined) return cleared ? endLead(state, lead, notice, rules) : leaveLead(state, lead, rules)
  const holder = state.toasts.find(({ members }) => members.some((member) => member.notice.key === notice.key))
  if (holder !== undefined) return settleMembers(state, holder, new Map([[notice.key, notice]]), rules)
  return cleared && verdict.toast ? tellEnd(state, notice, rules) : state
}

/** Closed by hand: gone from the screen, still open in the world. */
export function dismissKeys<P>(before: ToastState<P>, keys: readonly string[], rules: ToastRules): ToastState<P> {
  const gone = new Set(keys)
  let state = before
  for (const toast of before.toasts) {
    const dismissed = new Map(
      toast.members.flatMap(({ notice }) => (gone.has(notice.key) ? [[notice.key, undefined] as const] : [])),
    )
    const next = dismissed.size === 0 ? toast : mark(toast, dismissed, rules)
    const leads = !isFolded(toast) && gone.has(toast.notice.key)
    if (leads) state = leaveLead(replaceCard(state, next), next, rules)
    else if (dismissed.size > 0)
      state = openKeys(next).length === 0 ? removeCard(state, toast) : replaceCard(state, next)
  }
  return state
}

/** The end replaces the card. What an outage explained and is still critical gets a card of its own. */
function endLead<P>(state: ToastState<P>, lead: Toast<P>, notice: Notice<P>, rules: ToastRules): ToastState<P> {
  const ended: Toast<P> = {
    ...makeCard(notice, lead.count, rules),
    key: lead.key,
    status: 'cleared',
    firstAt: lead.firstAt,
    remainingMs: rules.infoMs,
    severity: 'info',
  }
  return release(replaceCard(state, ended), lead, rules)
}

const leaveLead = <P>(state: ToastState<P>, lead: Toast<P>, rules: ToastRules): ToastState<P> =>
  release(removeCard(state, lead), lead, rules)

const release = <P>(state: ToastState<P>, lead: Toast<P>, rules: ToastRules): ToastState<P> =>
  lead.members
    .filter(({ status, notice }) => status === 'raised' && isCritical(notice))
    .reduce((next, { notice }) => raiseOrFold(next, makeCard(notice, 1, rules), rules), state)

function settleMembers<P>(
  state: ToastState<P>,
  holder: Toast<P>,
  over: ReadonlyMap<string, Notice<P> | undefined>,
  rules: ToastRules,
): ToastState<P> {
  const next = mark(holder, over, rules)
  if (!isFolded(next) || openKeys(next).length > 0 || next.beyond > 0) return replaceCard(state, next)
  if (!next.members.some(({ status }) => status === 'cleared')) return removeCard(state, next)
  return replaceCard(state, { ...next, status: 'cleared', severity: 'info', remainingMs: rules.infoMs })
}

/** Members by how they ended; without a notice: dismissed. The clock goes on unless the card is calmer now. */
function mark<P>(toast: Toast<P>, over: ReadonlyMap<string, Notice<P> | undefined>, rules: ToastRules): Toast<P> {
  const members = toast.members.map((member): Member<P> => {
    if (!over.has(member.notice.key)) return member
    return { ...member, status: over.get(member.notice.key)?.status ?? 'dismissed' }
  })
  const next = retime({ ...toast, members }, rules)
  return next.severity === toast.severity ? { ...next, remainingMs: toast.remainingMs } : next
}

/** The end of something no card tells is news by itself, but not many at once. */
function tellEnd<P>(before: ToastState<P>, notice: Notice<P>, rules: ToastRules): ToastState<P> {
  const state = arrive(before, 'cleared', notice.at, rules)
  if (arrived(state, 'cleared') > ENDS_SHOWN || state.toasts.some(({ shape }) => shape === 'storm')) return state
  const card = makeCard(notice, 1, rules)
  return putCard(state, { ...card, status: 'cleared', severity: 'info', remainingMs: rules.infoMs })
}
