import { severityRank } from '@nobet/contracts'
import type { CentreEntry, Notice, Raises, ToastRules, ToastState } from './toast.ts'

const RAISES_MAX = 500

/** Into the centre, whatever else becomes of it. The same word again counts on the line that says it. */
export function record<P>(state: ToastState<P>, notice: Notice<P>, rules: ToastRules): ToastState<P> {
  const [newest, ...older] = state.centre
  const repeats = newest?.notice.key === notice.key && newest.notice.status === notice.status ? newest : undefined
  const told = state.told + 1
  const entry: CentreEntry<P> = {
    id: repeats?.id ?? told,
    notice,
    repeats: repeats === undefined ? 0 : repeats.repeats + 1,
    read: false,
  }
  const lines = [entry, ...(repeats === undefined ? state.centre : older)]
  const pushedOut = lines.slice(rules.centreMax)
  const wasRead = repeats === undefined || repeats.read
  return {
    ...state,
    told,
    centre: lines.slice(0, rules.centreMax),
    unread: state.unread + (wasRead ? 1 : 0) - pushedOut.filter(({ read }) => !read).length,
    forgotten: state.forgotten + pushedOut.reduce((sum, line) => sum + 1 + line.repeats, 0),
  }
}

/** How often this thing was raised of late. It is new when it was not, when it got worse, or when it returns. */
export function countRaise<P>(state: ToastState<P>, notice: Notice<P>, rules: ToastRules) {
  const { key, severity, at } = notice
  const former = state.raises.find((one) => one.key === key)
  const recent = former !== undefined && at - former.lastAt < rules.flapWindowMs ? former : undefined
  const raises: Raises = { key, count: (recent?.count ?? 0) + 1, lastAt: at, severity }
  const others = former === undefined ? state.raises : state.raises.filter((one) => one !== former)
  const isWorse = recent !== undefined && severityRank(severity) > severityRank(recent.severity)
  return {
    state: { ...state, raises: [...others, raises].slice(-RAISES_MAX) },
    count: raises.count,
    isNew: recent === undefined || isWorse || notice.returns === true,
  }
}
