import { addMembers, isCritical } from './card.ts'
import { putCard, replaceCard, visibleToasts } from './cards.ts'
import type { Member, Toast, ToastRules, ToastState } from './toast.ts'

const ARRIVALS_MAX = 64

/** New things within the window, this one included. */
export function arrive<P>(
  state: ToastState<P>,
  what: ToastState<P>['arrivals'][number]['what'],
  at: number,
  rules: ToastRules,
): ToastState<P> {
  const since = at - rules.stormWindowMs
  return { ...state, arrivals: [...state.arrivals.filter((one) => one.at > since), { at, what }].slice(-ARRIVALS_MAX) }
}

export const arrived = <P>(state: ToastState<P>, ...whats: readonly string[]): number =>
  state.arrivals.filter(({ what }) => whats.includes(what)).length

/** A card of its own, or part of a storm. Criticals fold only with criticals, and only when there are several. */
export function raiseOrFold<P>(before: ToastState<P>, card: Toast<P>, rules: ToastRules): ToastState<P> {
  const critical = isCritical(card)
  const state = arrive(before, critical ? 'critical' : 'other', card.lastAt, rules)
  const criticals = arrived(state, 'critical')
  const storming = arrived(state, 'critical', 'other') > rules.stormCount
  // More than there are places for: together they are all on screen.
  const criticalStorm = criticals > rules.visibleMax || (storming && criticals >= rules.criticalStormCount)
  const storm = stormOf(state, critical)
  const goesOn = storm !== undefined && card.lastAt - storm.lastAt <= rules.stormWindowMs
  const folds = goesOn || (critical ? criticalStorm : storming)
  const added = folds ? foldCards(state, card, critical, rules) : putCard(state, card)
  const folded = criticalStorm ? foldShown(added, true, card.lastAt, rules) : added
  const all = storming ? foldShown(folded, false, card.lastAt, rules) : folded
  return takeFreePlace(before, all, rules)
}

const stormOf = <P>({ toasts }: ToastState<P>, critical: boolean): Toast<P> | undefined =>
  toasts.find((toast) => toast.shape === 'storm' && toast.status === 'raised' && isCritical(toast) === critical)

/** This card into the storm there is, or with it the first card of a new one. */
function foldCards<P>(state: ToastState<P>, card: Toast<P>, critical: boolean, rules: ToastRules): ToastState<P> {
  const storm = stormOf(state, critical)
  if (storm !== undefined)
    return replaceCard(state, addMembers({ ...storm, notice: card.notice }, [toMember(card)], rules))
  const alone: Toast<P> = { ...card, shape: 'storm', members: [toMember(card)], count: 1 }
  return foldShown(putCard(state, alone), critical, card.lastAt, rules)
}

/** The toasts of this storm become one, in the place of the first; the centre still lists each. */
function foldShown<P>(state: ToastState<P>, critical: boolean, at: number, rules: ToastRules): ToastState<P> {
  const since = at - rules.stormWindowMs
  const joins = (toast: Toast<P>) =>
    isCritical(toast) === critical &&
    toast.status === 'raised' &&
    (toast.shape === 'storm' || (toast.shape === 'single' && toast.lastAt > since && !isApart(toast)))
  const joined = state.toasts.filter(joins)
  const [first, ...rest] = joined
  if (first === undefined || (rest.length === 0 && first.shape === 'storm') || joined.length < 2) return state
  const newest = joined.at(-1) ?? first
  const storm = addMembers<P>(
    { ...first, shape: 'storm', notice: newest.notice, count: 1, members: [], beyond: 0 },
    joined.flatMap((toast) => (toast.shape === 'storm' ? toast.members : [toMember(toast)])),
    rules,
  )
  const beyond = joined.reduce((sum, toast) => sum + toast.beyond, storm.beyond)
  const others = state.toasts.filter((toast) => toast === first || !joins(toast))
  return { ...state, toasts: others.map((toast) => (toast === first ? { ...storm, beyond } : toast)) }
}

/** A storm that comes on screen goes on in a card that the fold took off it: no card comes up only to go. */
function takeFreePlace<P>(before: ToastState<P>, after: ToastState<P>, rules: ToastRules): ToastState<P> {
  const shown = visibleToasts(before, rules).map(({ key }) => key)
  const free = shown.find((key) => !after.toasts.some((toast) => toast.key === key))
  const comer = visibleToasts(after, rules).find(({ shape, key }) => shape === 'storm' && !shown.includes(key))
  if (free === undefined || comer === undefined) return after
  return { ...after, toasts: after.toasts.map((toast) => (toast === comer ? { ...toast, key: free } : toast)) }
}

const toMember = <P>({ notice }: Toast<P>): Member<P> => ({ notice, status: 'raised' })
const isApart = <P>({ notice }: Toast<P>): boolean => notice.kind === 'link' || notice.drill === true
