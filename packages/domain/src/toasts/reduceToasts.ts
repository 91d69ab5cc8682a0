import { tellAway } from './away.ts'
import { makeCard } from './card.ts'
import { putCard, raiseAgain, takeOutWorse } from './cards.ts'
import { foldIntoCause, gatherEffects, noteCause } from './cause.ts'
import { countRaise, record } from './record.ts'
import { dismissKeys, settle } from './settle.ts'
import { raiseOrFold } from './storm.ts'
import type { Judged, Notice, Toast, ToastRules, ToastState, Verdict } from './toast.ts'
import { wakeBy } from './wake.ts'

const WHOLE: Verdict = { toast: true, wake: true }

export const emptyToasts = <Payload>(): ToastState<Payload> => ({
  toasts: [],
  centre: [],
  unread: 0,
  told: 0,
  forgotten: 0,
  arrivals: [],
  causes: [],
  raises: [],
  wake: undefined,
})

export type ToastInput<Payload> =
  | ({ readonly type: 'notice' } & Judged<Payload>)
  /** What the log gave after a broken link: told once, by how it ended. */
  | { readonly type: 'away'; readonly told: readonly Judged<Payload>[] }
  /** Time that passed while nobody held the toasts (hover, focus, hidden tab stop the clock). */
  | { readonly type: 'elapsed'; readonly ms: number }
  /** The things that were closed by hand, here or in another tab. */
  | { readonly type: 'dismiss'; readonly keys: readonly string[] }
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
      return tell(state, input, rules)
    case 'away':
      return tellAway(state, input.told, rules, tell)
    case 'elapsed':
      return elapse(state, input.ms)
    case 'dismiss':
      return dismissKeys(state, input.keys, rules)
    case 'read':
      return read(state)
  }
}

function tell<P>(state: ToastState<P>, { notice, verdict = WHOLE }: Judged<P>, rules: ToastRules): ToastState<P> {
  const recorded = record(state, notice, rules)
  if (notice.status !== 'raised') return settle(recorded, notice, verdict, rules)
  const { state: counted, count, isNew } = countRaise(recorded, notice, rules)
  const heard = verdict.wake && isNew ? wakeBy(counted, notice, rules) : counted
  const woken = verdict.toast ? takeOutWorse(heard, notice, rules) : heard
  const again = raiseAgain(woken, notice, count, rules)
  if (again !== undefined) return verdict.toast ? noteCause(again, notice) : again
  if (!verdict.toast) return woken
  const caused = foldIntoCause(woken, notice, rules)
  if (caused !== undefined) return noteCause(caused, notice)
  const card = makeCard(notice, count, rules)
  if (isApart(notice)) return putCard(woken, card)
  return noteCause(gatherEffects(woken, card, rules) ?? raiseOrFold(woken, card, rules), notice)
}

/** The link is about this screen, a drill about nothing broken: neither is part of a storm. */
const isApart = <P>({ kind, drill }: Notice<P>): boolean => kind === 'link' || drill === true

function elapse<P>(state: ToastState<P>, ms: number): ToastState<P> {
  if (!state.toasts.some((toast) => toast.remainingMs !== null)) return state
  const toasts = state.toasts
    .map((toast): Toast<P> => (toast.remainingMs === null ? toast : { ...toast, remainingMs: toast.remainingMs - ms }))
    .filter(({ remainingMs }) => remainingMs === null || remainingMs > 0)
  return { ...state, toasts }
}

const read = <P>(state: ToastState<P>): ToastState<P> =>
  state.unread === 0
    ? state
    : { ...state, unread: 0, centre: state.centre.map((entry) => (entry.read ? entry : { ...entry, read: true })) }
