import type { AlertView, World } from '@nobet/contracts'
import { emptyWorld } from '@nobet/domain/world'
import { expect, test } from 'vitest'
import { createPeerLives } from './peerLives.ts'
import type { PeerReading } from './readPeer.ts'

const at = (seconds: number) => new Date(Date.parse('2026-11-23T03:00:00Z') + seconds * 1_000).toISOString()

const reading = (startedAt: string, ...held: string[]): PeerReading => ({
  peer: 'http://a',
  startedAt,
  alerts: {
    kind: 'answered',
    peer: 'http://a',
    settled: false,
    items: held.map((fingerprint) => ({
      fingerprint,
      labels: {},
      annotations: {},
      startsAt: at(0),
      receivers: [],
      status: { state: 'active', silencedBy: [], inhibitedBy: [] },
    })),
  },
  silences: { kind: 'answered', peer: 'http://a', items: [] },
})

const open = (fingerprint: string, over: Partial<AlertView> = {}): World => ({
  ...emptyWorld,
  alerts: {
    [fingerprint]: {
      fingerprint,
      alertname: 'Down',
      labels: {},
      annotations: {},
      startsAt: at(30),
      severity: 'critical',
      ...over,
    },
  },
})

test('what a peer held in its present life counts until it is not open any more; over a restart it counts no more', () => {
  const lives = createPeerLives()
  expect([...lives.observe([reading(at(0), 'a')], open('a'))]).toEqual(['a'])
  expect([...lives.observe([reading(at(0))], open('a'))]).toEqual(['a'])
  expect([...lives.observe([reading(at(60))], open('a'))]).toEqual([])
})

test('so does what it told by webhook and ended before it was read', () => {
  const seen = (over: Partial<AlertView>) => [...createPeerLives().observe([reading(at(0))], open('a', over))]
  expect(seen({ via: 'webhook' })).toEqual(['a'])
  expect(seen({ via: 'poll' })).toEqual([])
  // It began before this life of the peer: it may have been forgotten.
  expect(seen({ via: 'webhook', startsAt: at(-30) })).toEqual([])
})
