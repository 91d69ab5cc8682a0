import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_NOTIFICATION_RULES as rules, isQuiet, judgeNotice, type NotificationRules } from './index.ts'

const NIGHT = 3 * 60
const NOON = 12 * 60
const having = (change: Partial<NotificationRules>): NotificationRules => ({ ...rules, ...change })
const quiet = having({ quiet: { on: true, from: 22 * 60, to: 7 * 60, passes: 'critical' } })
const alert = (severity: 'info' | 'warning' | 'critical', labels: Record<string, string> = {}) =>
  ({ kind: 'alert', severity, labels }) as const

describe('the rules of one person', () => {
  it('keep what is below the floor in the centre', () => {
    expect(judgeNotice(alert('info'), having({ floor: 'warning' }), NOON)).toEqual({
      toast: false,
      wake: false,
      held: 'floor',
    })
  })

  it('wake from the severity chosen on, for sound or desktop', () => {
    expect(judgeNotice(alert('info'), rules, NOON)).toEqual({ toast: true, wake: false })
    expect(judgeNotice(alert('warning'), rules, NOON)).toEqual({ toast: true, wake: true })
    const mute = having({ sound: 'never', desktop: 'never' })
    expect(judgeNotice(alert('critical'), mute, NOON)).toEqual({ toast: true, wake: false })
  })

  it('let only criticals through quiet hours, or nothing', () => {
    expect(judgeNotice(alert('warning'), quiet, NIGHT)).toEqual({ toast: false, wake: false, held: 'quiet' })
    expect(judgeNotice(alert('critical'), quiet, NIGHT)).toEqual({ toast: true, wake: true })
    const nothing = having({ quiet: { ...quiet.quiet, passes: 'nothing' } })
    expect(judgeNotice(alert('critical'), nothing, NIGHT)).toEqual({ toast: false, wake: false, held: 'quiet' })
    expect(judgeNotice(alert('warning'), quiet, NOON)).toEqual({ toast: true, wake: true })
  })

  it('tell also at night that this screen lost its link, without a sound', () => {
    expect(judgeNotice({ kind: 'link', severity: 'warning' }, quiet, NIGHT)).toMatchObject({ toast: true, wake: false })
  })

  it('mute and choose by label, module and kind, with stars', () => {
    const filters = (...list: [effect: 'mute' | 'only', label: string, value: string][]) =>
      having({ filters: list.map(([effect, label, value]) => ({ effect, label, value })) })
    const redis = alert('critical', { alertname: 'RedisMemoryHigh', team: 'data' })
    expect(judgeNotice(redis, filters(['mute', 'alertname', 'Redis*']), NOON).held).toBe('muted')
    expect(judgeNotice(redis, filters(['mute', 'alertname', '*Memory*']), NOON).held).toBe('muted')
    expect(judgeNotice(redis, filters(['mute', 'alertname', 'Redis']), NOON).held).toBeUndefined()
    expect(judgeNotice(redis, filters(['only', 'team', 'data'], ['only', 'team', 'ops']), NOON).held).toBeUndefined()
    expect(judgeNotice(redis, filters(['only', 'module', 'finbot']), NOON).held).toBe('not-chosen')
    expect(judgeNotice({ kind: 'ttl', severity: 'info' }, filters(['mute', 'kind', 'ttl']), NOON).held).toBe('muted')
    expect(judgeNotice(redis, filters(['mute', 'constructor', '*']), NOON).held).toBeUndefined()
  })

  it('never wake for a drill, and show it also at night', () => {
    expect(judgeNotice({ ...alert('critical'), drill: true }, rules, NOON)).toEqual({ toast: true, wake: false })
    expect(judgeNotice({ ...alert('info'), drill: true }, quiet, NIGHT)).toMatchObject({ toast: true, wake: false })
  })

  it('law: quiet hours and their complement share no minute and leave none out', () => {
    const minute = fc.integer({ min: 0, max: 1_439 })
    fc.assert(
      fc.property(minute, minute, minute, (from, to, at) => {
        fc.pre(from !== to)
        const hours = { on: true, passes: 'critical' } as const
        expect(isQuiet({ ...hours, from, to }, at)).toBe(!isQuiet({ ...hours, from: to, to: from }, at))
      }),
    )
  })
})
