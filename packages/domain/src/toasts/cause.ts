import { addMembers, isCritical, isFolded, makeCard, retime } from './card.ts'
import { putCard, removeCard, replaceCard } from './cards.ts'
import type { Member, Notice, Toast, ToastRules, ToastState } from './toast.ts'

const CAUSES_MAX = 64

/** Remembers an outage, also after its toast has left the screen. */
export function noteCause<P>(state: ToastState<P>, notice: Notice<P>): ToastState<P> {
  if (notice.explains !== true || notice.drill === true) return state
  return { ...state, causes: [...state.causes.filter(({ key }) => key !== notice.key), notice].slice(-CAUSES_MAX) }
}

export const forgetCause = <P>(state: ToastState<P>, key: string): ToastState<P> =>
  state.causes.some((cause) => cause.key === key)
    ? { ...state, causes: state.causes.filter((cause) => cause.key !== key) }
    : state

/** Into the card of the outage that explains it; one that has left the screen comes back for it. */
export function foldIntoCause<P>(
  state: ToastState<P>,
  notice: Notice<P>,
  rules: ToastRules,
): ToastState<P> | undefined {
  if (notice.drill === true) return undefined
  const cause = state.causes.find(({ key }) => key !== notice.key && notice.causedBy?.includes(key) === true)
  if (cause === undefined) return undefined
  const effect: Member<P> = { notice, status: 'raised' }
  const card = cardOf(state, cause.key)
  if (card !== undefined) return replaceCard(state, addMembers({ ...card, shape: 'cause' }, [effect], rules))
  const holder = state.toasts.find(({ members }) => members.some((member) => member.notice.key === cause.key))
  if (holder !== undefined) {
    const fits = holder.shape !== 'storm' || isCritical(holder) === isCritical(notice)
    return fits ? replaceCard(state, addMembers({ ...holder, status: 'raised' }, [effect], rules)) : undefined
  }
  const back: Toast<P> = { ...makeCard(cause, 1, rules), shape: 'cause' }
  return putCard(state, addMembers(back, [effect], rules))
}

/**
 * Effects are often told before their cause: those on screen that came shortly before move into its card. `undefined`
 * when there are none.
 */
export function gatherEffects<P>(state: ToastState<P>, card: Toast<P>, rules: ToastRules): ToastState<P> | undefined {
  const cause = card.notice
  if (cause.explains !== true || cause.drill === true) return undefined
  const isEffect = (notice: Notice<P>) =>
    notice.causedBy?.includes(cause.key) === true &&
    notice.drill !== true &&
    cause.at - notice.at <= rules.causeWindowMs
  let next = state
  const moved: Member<P>[] = []
  for (const toast of state.toasts) {
    if (toast.status !== 'raised') continue
    if (!isFolded(toast)) {
      if (!isEffect(toast.notice)) continue
      moved.push({ notice: toast.notice, status: 'raised' }, ...toast.members)
      next = removeCard(next, toast)
      continue
    }
    const effects = toast.members.filter((member) => isEffect(member.notice))
    if (effects.length === 0) continue
    moved.push(...effects)
    const members = toast.members.filter((member) => !isEffect(member.notice))
    next = members.length === 0 ? removeCard(next, toast) : replaceCard(next, retime({ ...toast, members }, rules))
  }
  return moved.length === 0 ? undefined : putCard(next, addMembers({ ...card, shape: 'cause' }, moved, rules))
}

const cardOf = <P>({ toasts }: ToastState<P>, key: string): Toast<P> | undefined =>
  toasts.find((toast) => !isFolded(toast) && toast.status === 'raised' && toast.notice.key === key)
