import { isCritical } from './card.ts'
import type { Notice, ToastRules, ToastState } from './toast.ts'

/** One sound for what comes together; a critical is heard also right after a warning. A drill wakes nobody. */
export function wakeBy<P>(state: ToastState<P>, notice: Notice<P>, rules: ToastRules): ToastState<P> {
  if (notice.drill === true) return state
  const { wake } = state
  const critical = isCritical(notice)
  const justHeard = wake !== undefined && Math.abs(notice.at - wake.at) < rules.stormWindowMs
  if (justHeard && (wake.critical || !critical)) return state
  return { ...state, wake: { seq: (wake?.seq ?? 0) + 1, critical, at: notice.at, notice } }
}
