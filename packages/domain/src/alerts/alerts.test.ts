import type { AlertView, LoggedEvent, PeerAlert, PeerSilence, SilenceMatcher, World } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyWorld, foldWorld } from '../world/index.ts'
import {
  type AlertFact,
  factKey,
  judgeSilence,
  mergeAlerts,
  readAckSilence,
  reconcileAlerts,
  severityOfLabels,
  toFingerprint,
  toAckComment,
  toAckMatchers,
  toFacts,
} from './index.ts'

const AT = Date.parse('2026-11-23T03:00:00Z')
const at = (seconds: number) => new Date(AT + seconds * 1000).toISOString()

const held = (fingerprint: string, over: Partial<PeerAlert> = {}): PeerAlert => ({
  fingerprint,
  labels: { alertname: 'RedisDown', severity: 'critical', module: 'finbot' },
  annotations: {},
  startsAt: at(0),
  receivers: [{ name: 'panel' }],
  status: { state: 'active', silencedBy: [], inhibitedBy: [] },
  ...over,
})

const merged = (...alerts: PeerAlert[]) => mergeAlerts([{ kind: 'answered', peer: 'a', items: alerts }])

const toEvent = (fact: AlertFact, seconds = 0): LoggedEvent => ({
  specversion: '1.0',
  id: factKey(fact),
  source: '/alertmanager',
  type: fact.type,
  time: at(seconds),
  severity: fact.severity,
  ...(fact.module === undefined ? {} : { module: fact.module }),
  data: fact.data,
})

const reconciled = (
  world: World,
  alerts: PeerAlert[],
  over: { concludes?: boolean; seen?: string[]; acks?: PeerSilence[] } = {},
) =>
  reconcileAlerts({
    world,
    held: merged(...alerts),
    acks: (over.acks ?? []).flatMap((silence) => readAckSilence(silence) ?? []),
    concludes: over.concludes ?? true,
    seen: new Set(over.seen),
    now: AT + 60_000,
  })

const fold = (world: World, facts: readonly AlertFact[], seconds = 0): World =>
  facts.reduce((next, fact) => foldWorld(next, toEvent(fact, seconds)), world)

const ackSilence = (fingerprint: string, over: Partial<PeerSilence> = {}): PeerSilence => ({
  id: `silence-of-${fingerprint}`,
  status: { state: 'active' },
  createdBy: 'elif',
  comment: toAckComment(fingerprint, 'on it'),
  startsAt: at(5),
  endsAt: at(14_400),
  matchers: toAckMatchers(held(fingerprint).labels),
  ...over,
})

describe('facts of a webhook', () => {
  it('reads each alert by its own status, not the group’s', () => {
    const facts = toFacts({
      version: '4',
      groupKey: 'g',
      receiver: 'panel',
      truncatedAlerts: 0,
      alerts: [
        { ...held('a'), status: 'resolved', endsAt: at(9) },
        { ...held('b'), status: 'firing', endsAt: '0001-01-01T00:00:00Z' },
      ],
    })
    expect(facts.map(({ type, data }) => [type, data.endsAt])).toEqual([
      ['alert.resolved', at(9)],
      ['alert.firing', null],
    ])
    expect(facts[0]).toMatchObject({ severity: 'critical', module: 'finbot' })
  })

  it('does not take an unknown severity for harmless, and no severity for an alarm', () => {
    expect(severityOfLabels({ severity: 'P1' })).toBe('warning')
    expect(severityOfLabels({ severity: 'page' })).toBe('critical')
    expect(severityOfLabels({})).toBe('info')
  })
})

describe('the picture and what Alertmanager holds', () => {
  it('finds lost webhooks of both kinds', () => {
    const { facts } = reconciled(emptyWorld, [held('a')])
    expect(facts).toMatchObject([{ type: 'alert.firing', data: { fingerprint: 'a' } }])
    const gone = reconciled(fold(emptyWorld, facts), [])
    expect(gone.facts).toMatchObject([{ type: 'alert.resolved', data: { fingerprint: 'a', endsAt: at(60) } }])
  })

  it('concludes nothing from what a silent or a freshly started Alertmanager does not hold', () => {
    const world = fold(emptyWorld, reconciled(emptyWorld, [held('a')]).facts)
    expect(reconciled(world, [], { concludes: false }).facts).toEqual([])
    // Unless it held the alert itself, since it started.
    expect(reconciled(world, [], { concludes: false, seen: ['a'] }).facts).toMatchObject([{ type: 'alert.resolved' }])
  })

  it('says nothing of inhibited alerts and of those that somebody silenced', () => {
    const inhibited = held('a', { status: { state: 'suppressed', silencedBy: [], inhibitedBy: ['x'] } })
    const silenced = held('b', { status: { state: 'suppressed', silencedBy: ['s'], inhibitedBy: [] } })
    expect(reconciled(emptyWorld, [inhibited, silenced]).facts).toEqual([])
  })

  it('shows an alert as active when one peer says so', () => {
    const suppressed = held('a', { status: { state: 'suppressed', silencedBy: ['s'], inhibitedBy: [] } })
    const [alert] = mergeAlerts([
      { kind: 'answered', peer: 'a', items: [suppressed] },
      { kind: 'answered', peer: 'b', items: [held('a')] },
      { kind: 'silent', peer: 'c', reason: 'connect ECONNREFUSED' },
    ])
    expect(alert).toMatchObject({ status: { state: 'active' }, peers: ['a', 'b'] })
  })

  it('follows acknowledgements made and ended elsewhere, and finds those whose alert is gone', () => {
    const open = fold(emptyWorld, reconciled(emptyWorld, [held('a')]).facts)
    const made = reconciled(open, [held('a')], { acks: [ackSilence('a')] })
    expect(made.acknowledged).toMatchObject([{ fingerprint: 'a', acknowledged: { by: 'elif', comment: 'on it' } }])
    const alerts: Record<string, AlertView> = Object.fromEntries(
      Object.entries(open.alerts).map(([key, view]) => [
        key,
        { ...view, acknowledged: { by: 'elif', at: at(5), silenceId: 'silence-of-a' } },
      ]),
    )
    const known = { ...open, alerts }
    expect(reconciled(known, [held('a')], { acks: [ackSilence('a')] }).acknowledged).toEqual([])
    expect(reconciled(known, [held('a')]).unacknowledged).toEqual(['a'])
    const gone = reconciled(known, [], { acks: [ackSilence('a')] })
    expect(gone.leftover).toHaveLength(1)
    expect(gone.facts).toMatchObject([{ type: 'alert.resolved' }])
    expect(reconciled(known, [held('a')], { acks: [ackSilence('a', { status: { state: 'expired' } })] })).toMatchObject(
      {
        unacknowledged: ['a'],
      },
    )
  })

  it('law: after what it found is folded it finds nothing more, wherever it began', () => {
    const names = fc.subarray(['a', 'b', 'c', 'd'])
    const episode = fc.nat(2)
    fc.assert(
      fc.property(fc.array(fc.tuple(names, episode), { minLength: 1, maxLength: 8 }), (turns) => {
        let world: World = emptyWorld
        const ids = new Set<string>()
        turns.forEach(([fingerprints, seconds], turn) => {
          const alerts = fingerprints.map((name) => held(name, { startsAt: at(seconds) }))
          const { facts } = reconciled(world, alerts)
          // The log keeps an id once: a fact that repeated one would be lost.
          for (const fact of facts) {
            if (ids.has(factKey(fact))) continue
            ids.add(factKey(fact))
            world = foldWorld(world, toEvent(fact, turn))
          }
          const open = Object.keys(world.alerts).toSorted()
          expect(open).toEqual(fingerprints.toSorted())
        })
      }),
    )
  })

  it('law: a firing that comes after the end of its episode does not open it again', () => {
    const firing = toFacts({
      version: '4',
      groupKey: 'g',
      receiver: 'panel',
      truncatedAlerts: 0,
      alerts: [
        { ...held('a'), status: 'resolved', endsAt: at(9) },
        { ...held('a'), status: 'firing' },
      ],
    })
    expect(fold(emptyWorld, firing).alerts).toEqual({})
    const again = toFacts({
      version: '4',
      groupKey: 'g',
      receiver: 'panel',
      truncatedAlerts: 0,
      alerts: [{ ...held('a'), startsAt: at(30), status: 'firing' }],
    })
    expect(Object.keys(fold(fold(emptyWorld, firing), again).alerts)).toEqual(['a'])
  })
})

it('names an alert as Alertmanager does', () => {
  // As a real Alertmanager named them.
  expect(toFingerprint({ alertname: 'K', cluster: 'c2', kind: 'slow' })).toBe('218ea46efbec4d67')
  const multi = { alertname: 'Multi', cluster: 'c1', instance: 'i4', service: 's4', severity: 'critical' }
  expect(toFingerprint(multi)).toBe('26065685ed97825d')
})

describe('silences', () => {
  const equal = (name: string, value: string): SilenceMatcher => ({ name, value, isRegex: false, isEqual: true })
  const regex = (name: string, value: string, isEqual = true): SilenceMatcher => ({
    name,
    value,
    isRegex: true,
    isEqual,
  })
  const refusal = (matchers: SilenceMatcher[], endsAt = at(3600), startsAt?: string) =>
    judgeSilence({ matchers, endsAt, ...(startsAt === undefined ? {} : { startsAt }) }, AT)

  it('refuses what would hide everything', () => {
    expect(refusal([])).toBe('no-matcher')
    for (const everything of [regex('alertname', '.*'), regex('alertname', '.+'), regex('x', '|.+'), regex('x', '.*')])
      expect(refusal([everything])).toBe('matches-everything')
    expect(refusal([regex('alertname', '', false), regex('severity', '.*')])).toBe('matches-everything')
    expect(refusal([equal('team', ''), { ...equal('severity', 'info'), isEqual: false }])).toBe('matches-everything')
    expect(refusal([equal('team', ''), equal('module', 'finbot')])).toBeUndefined()
    expect(refusal([regex('alertname', '.*'), equal('module', 'finbot')])).toBeUndefined()
    expect(refusal([regex('alertname', 'Redis.+')])).toBeUndefined()
    expect(refusal([regex('alertname', '(')])).toBe('bad-pattern')
  })

  it('refuses the past, an end before the start and what is too long', () => {
    const matchers = [equal('alertname', 'RedisDown')]
    expect(refusal(matchers, at(-1))).toBe('ends-in-past')
    expect(refusal(matchers, at(60), at(120))).toBe('ends-before-start')
    expect(refusal(matchers, at(31 * 86_400))).toBe('too-long')
  })

  it('takes only our own mark for an acknowledgement', () => {
    expect(readAckSilence(ackSilence('a', { comment: 'maintenance' }))).toBeUndefined()
    expect(readAckSilence(ackSilence('a', { comment: toAckComment('a') }))?.acknowledged.comment).toBeUndefined()
  })
})
