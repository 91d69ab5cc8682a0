import { addMembers, isCritical, makeCard } from './card.ts'
import { noteCause } from './cause.ts'
import { putCard, raiseAgain, replaceCard } from './cards.ts'
import { countRaise, record } from './record.ts'
import { settle } from './settle.ts'
import type { Judged, Member, Toast, ToastRules, ToastState } from './toast.ts'
import { wakeBy } from './wake.ts'

type Tell = <P>(state: ToastState<P>, judged: Judged<P>, rules: ToastRules) => ToastState<P>

/**
 * What the log gave after a broken link: one card with how each thing ended, heard once when something critical is
 * open. A single thing is told as ever.
 */
export function tellAway<P>(
  before: ToastState<P>,
  told: readonly Judged<P>[],
  rules: ToastRules,
  tell: Tell,
): ToastState<P> {
  const worth = told.filter(({ verdict }) => verdict?.toast !== false)
  const last = new Map(worth.map((judged) => [judged.notice.key, judged]))
  const known = (key: string) => before.toasts.some((toast) => openHere(toast, key))
  const fresh = [...last.values()].filter(({ notice }) => !known(notice.key))
  if (fresh.length < 2) return told.reduce((state, judged) => tell(state, judged, rules), before)
  let state = told.reduce((next, { notice }) => record(next, notice, rules), before)
  for (const { notice, verdict } of last.values()) {
    if (notice.status !== 'raised') {
      if (known(notice.key)) state = settle(state, notice, { toast: true, wake: false }, rules)
      continue
    }
    const counted = countRaise(state, notice, rules)
    state = noteCause(counted.state, notice)
    if (known(notice.key)) state = raiseAgain(state, notice, counted.count, rules) ?? state
    if (counted.isNew && isCritical(notice) && verdict?.wake !== false) state = wakeBy(state, notice, rules)
  }
  const members = fresh.map(({ notice }): Member<P> => ({ notice, status: notice.status }))
  const open = state.toasts.find(({ shape }) => shape === 'away')
  if (open !== undefined) return replaceCard(state, addMembers(withoutOld(open, members), members, rules))
  const newest = fresh.at(-1)?.notice
  if (newest === undefined) return state
  const card: Toast<P> = { ...makeCard(newest, 1, rules), key: 'away', shape: 'away' }
  return putCard(state, addMembers(card, members, rules))
}

const openHere = <P>(toast: Toast<P>, key: string): boolean =>
  toast.shape !== 'away' &&
  ((toast.shape !== 'storm' && toast.notice.key === key) || toast.members.some(({ notice }) => notice.key === key))

/** Told again by a later frame of the same recovery: the newer word counts. */
function withoutOld<P>(toast: Toast<P>, added: readonly Member<P>[]): Toast<P> {
  const keys = new Set(added.map(({ notice }) => notice.key))
  return { ...toast, status: 'raised', members: toast.members.filter(({ notice }) => !keys.has(notice.key)) }
}
