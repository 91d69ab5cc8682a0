import { ALERT_LIMITS, type SilenceDraft, type SilenceMatcher } from '@nobet/contracts'
import { compileMatchers } from './matchAlert.ts'

/** Why a silence would be refused. The screen and the problem's detail say it in words. */
export type SilenceRefusal =
  | 'no-matcher'
  | 'matches-everything'
  | 'bad-pattern'
  | 'ends-in-past'
  | 'ends-before-start'
  | 'too-long'

/** A silence that nothing bounds hides the next outage too: refused here, before Alertmanager is asked. */
export function judgeMatchers(matchers: readonly SilenceMatcher[]): SilenceRefusal | undefined {
  if (matchers.length === 0) return 'no-matcher'
  if (!compileMatchers(matchers).ok) return 'bad-pattern'
  return matchers.every(bindsNothing) ? 'matches-everything' : undefined
}

/** `now`: epoch milliseconds. */
export function judgeSilence(
  { matchers, startsAt, endsAt }: Pick<SilenceDraft, 'matchers' | 'startsAt' | 'endsAt'>,
  now: number,
): SilenceRefusal | undefined {
  const refusal = judgeMatchers(matchers)
  if (refusal !== undefined) return refusal
  const end = Date.parse(endsAt)
  const start = Math.max(startsAt === undefined ? now : Date.parse(startsAt), now)
  if (end <= now) return 'ends-in-past'
  if (end <= start) return 'ends-before-start'
  return end - start > ALERT_LIMITS.silenceMaxMs ? 'too-long' : undefined
}

/** Probes no real label holds: whoever takes both of them takes every value. */
const STRANGERS = ['\u0001a-9', '\u0002Zz_0 .']

/** Whoever takes a label that is missing takes every alert without it: Alertmanager wants one matcher that does not. */
function bindsNothing(matcher: SilenceMatcher): boolean {
  const compiled = compileMatchers([matcher])
  if (!compiled.ok) return false
  // Every alert has a name, so "has a name" binds nothing either.
  const takesAnyName = matcher.name === 'alertname' && STRANGERS.every((value) => compiled.hits({ alertname: value }))
  return takesAnyName || compiled.hits({})
}
