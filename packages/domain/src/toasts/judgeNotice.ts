import { severityRank } from '@nobet/contracts'
import type { NotificationFilter, NotificationRules, WakeFloor } from './notificationRules.ts'
import type { Notice, Verdict } from './toast.ts'

/** Why a notice is only in the centre, or makes no sound. */
export type Held = 'floor' | 'quiet' | 'muted' | 'not-chosen'
export type Judgement = Verdict & { readonly held?: Held }

type Facts = Pick<Notice<unknown>, 'kind' | 'severity' | 'module' | 'labels' | 'drill'>

/**
 * What a person's rules make of a notice at `minute` of their day (0–1439). That this screen lost its link is told in
 * any case: no rule knows of it.
 */
export function judgeNotice(notice: Facts, rules: NotificationRules, minute: number): Judgement {
  const held = holdBack(notice, rules)
  if (held !== undefined) return { toast: false, wake: false, held }
  const wake = notice.drill !== true && (reaches(notice, rules.sound) || reaches(notice, rules.desktop))
  if (!isQuiet(rules.quiet, minute) || (rules.quiet.passes === 'critical' && notice.severity === 'critical'))
    return { toast: true, wake }
  return { toast: notice.kind === 'link' || notice.drill === true, wake: false, held: 'quiet' }
}

export const reaches = ({ severity }: Pick<Facts, 'severity'>, floor: WakeFloor): boolean =>
  floor !== 'never' && severityRank(severity) >= severityRank(floor)

/** `from` equal to `to` is the whole day. */
export function isQuiet({ on, from, to }: NotificationRules['quiet'], minute: number): boolean {
  if (!on) return false
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

function holdBack(notice: Facts, { floor, filters }: NotificationRules): Held | undefined {
  if (notice.kind === 'link') return undefined
  if (severityRank(notice.severity) < severityRank(floor)) return 'floor'
  if (filters.some((filter) => filter.effect === 'mute' && matches(filter, notice))) return 'muted'
  const chosen = filters.filter(({ effect }) => effect === 'only')
  return chosen.length === 0 || chosen.some((filter) => matches(filter, notice)) ? undefined : 'not-chosen'
}

function matches({ label, value }: NotificationFilter, { kind, module, labels }: Facts): boolean {
  const known: Readonly<Record<string, string | undefined>> = {
    ...labels,
    kind,
    ...(module !== undefined && { module }),
  }
  const found = Object.hasOwn(known, label) ? known[label] : undefined
  return found !== undefined && matchesWild(value, found)
}

/** Parts between stars in order, first and last at the ends; no pattern can make it slow. */
function matchesWild(pattern: string, text: string): boolean {
  const parts = pattern.split('*')
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return text === pattern
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0 || found + part.length > text.length - last.length) return false
    at = found + part.length
  }
  return true
}
