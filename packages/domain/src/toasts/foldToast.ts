import type { Severity } from '@nobet/contracts'
import { severityRank } from '@nobet/contracts'
import type { Notice, Toast, ToastRules } from './toast.ts'

/** Modules named in one toast; the count goes on. */
const MODULES_MAX = 50

export const stormKey = (critical: boolean): string => (critical ? 'storm:critical' : 'storm')

export const isStorm = <Payload>(toast: Toast<Payload>): boolean => toast.kind === 'storm'

export const makeToast = <Payload>(notice: Notice<Payload>, rules: ToastRules): Toast<Payload> => ({
  key: notice.key,
  kind: notice.kind,
  severity: notice.severity,
  status: notice.status,
  count: 1,
  folded: 0,
  modules: notice.module === undefined ? [] : [notice.module],
  firstAt: notice.at,
  lastAt: notice.at,
  remainingMs: timeOf(notice.severity, rules),
  payload: notice.payload,
})

/** The same thing again: in place, counted, its clock begins anew. */
export const raiseToast = <Payload>(
  shown: Toast<Payload>,
  notice: Notice<Payload>,
  rules: ToastRules,
): Toast<Payload> => ({
  ...makeToast(notice, rules),
  folded: shown.folded,
  count: shown.status === 'raised' ? shown.count + 1 : 1,
  firstAt: shown.status === 'raised' ? shown.firstAt : notice.at,
})

/** One more notice inside a storm or a root cause. With rules its clock begins anew. */
export const fold = <Payload>(into: Toast<Payload>, notice: Notice<Payload>, rules?: ToastRules): Toast<Payload> => ({
  ...into,
  severity: severityRank(notice.severity) > severityRank(into.severity) ? notice.severity : into.severity,
  folded: into.folded + 1,
  modules:
    notice.module === undefined || into.modules.includes(notice.module) || into.modules.length >= MODULES_MAX
      ? into.modules
      : [...into.modules, notice.module],
  lastAt: notice.at,
  remainingMs: rules === undefined || into.remainingMs === null ? into.remainingMs : timeOf(notice.severity, rules),
})

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
