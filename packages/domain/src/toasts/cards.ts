import { isCritical, isFolded, makeCard, openKeys, retime } from './card.ts'
import type { Member, Notice, Toast, ToastRules, ToastState } from './toast.ts'

export const replaceCard = <P>(state: ToastState<P>, card: Toast<P>): ToastState<P> => ({
  ...state,
  toasts: state.toasts.map((old) => (old.key === card.key ? card : old)),
})

export const removeCard = <P>(state: ToastState<P>, { key }: Toast<P>): ToastState<P> => ({
  ...state,
  toasts: state.toasts.filter((old) => old.key !== key),
})

/** Adds a card under a key no other card has. */
export function putCard<P>(state: ToastState<P>, card: Toast<P>): ToastState<P> {
  let { key } = card
  while (state.toasts.some((old) => old.key === key)) key = `${key}+`
  return { ...state, toasts: [...state.toasts, { ...card, key }] }
}

/** The same thing again, on the card that tells it; `undefined` when none does. */
export function raiseAgain<P>(
  state: ToastState<P>,
  notice: Notice<P>,
  count: number,
  rules: ToastRules,
): ToastState<P> | undefined {
  const lead = state.toasts.find((toast) => !isFolded(toast) && toast.notice.key === notice.key)
  if (lead !== undefined) {
    const { key, shape, members, beyond, firstAt, status } = lead
    const since = status === 'raised' ? firstAt : notice.at
    return replaceCard(
      state,
      retime({ ...makeCard(notice, count, rules), key, shape, members, beyond, firstAt: since }, rules),
    )
  }
  const holder = state.toasts.find(({ members }) => members.some((member) => member.notice.key === notice.key))
  if (holder === undefined) return undefined
  const members = holder.members.map(
    (member): Member<P> => (member.notice.key === notice.key ? { notice, status: 'raised' } : member),
  )
  return replaceCard(
    state,
    retime({ ...holder, members, status: isFolded(holder) ? 'raised' : holder.status, lastAt: notice.at }, rules),
  )
}

/** What got critical leaves a storm of lesser things: criticals fold only with criticals. */
export function takeOutWorse<P>(state: ToastState<P>, notice: Notice<P>, rules: ToastRules): ToastState<P> {
  const isIt = (member: Member<P>) => member.notice.key === notice.key
  const storm = state.toasts.find((toast) => toast.shape === 'storm' && !isCritical(toast) && toast.members.some(isIt))
  if (storm === undefined || !isCritical(notice)) return state
  const members = storm.members.filter((member) => !isIt(member))
  return members.length === 0 ? removeCard(state, storm) : replaceCard(state, retime({ ...storm, members }, rules))
}

/**
 * The toasts on screen: criticals claim the places first, the newest of them always; among equals who came first
 * stays, so that a burst does not leaf through the places.
 */
export function visibleToasts<P>(state: ToastState<P>, rules: ToastRules): readonly Toast<P>[] {
  const newestCritical = state.toasts.findLast(isCritical)
  const rank = (toast: Toast<P>) => (toast === newestCritical ? 2 : isCritical(toast) ? 1 : 0)
  const chosen = new Set(state.toasts.toSorted((a, b) => rank(b) - rank(a)).slice(0, rules.visibleMax))
  return state.toasts.filter((toast) => chosen.has(toast))
}

/** The worst that is open on the cards, for the tab's title and icon: how many criticals. */
export const openCriticals = <P>(state: ToastState<P>): number =>
  state.toasts.filter(isCritical).reduce((sum, toast) => sum + Math.max(1, openKeys(toast).length), 0)
