import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CloudEvent,
  EVENT_TYPES,
  findDataFaults,
  isTopicPattern,
  parseJsonWith,
  parseWith,
  PLAIN_TOPICS,
  readKnownEvent,
  topicMatches,
  topicOf,
} from '../index.ts'

const envelope = { specversion: '1.0', id: '1', source: '/t', type: 'com.example.t' } as const
const moduleId = fc.stringMatching(/^[a-z0-9-]{1,64}$/)
const type = fc.oneof(fc.constantFrom(...EVENT_TYPES), fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8}){0,3}$/))

test.each([
  ['mcp.health.changed', 'finbot', 'modules/finbot'],
  ['com.example.thing', 'finbot', 'modules/finbot'],
  ['mcp.health.changed', undefined, 'console'],
  ['alert.firing', 'finbot', 'alerts'],
  ['silence.created', undefined, 'alerts'],
  ['cache.ttl.changed', 'finbot', 'cache'],
  ['gitops.app.synced', undefined, 'gitops'],
  ['policy.violated', undefined, 'gitops'],
  ['upstream.degraded', undefined, 'console'],
  ['stream.lagged', undefined, 'console'],
  ['audit.recorded', undefined, 'audit'],
  ['alert', 'finbot', 'modules/finbot'],
  ['constructor.x', undefined, 'console'],
])('%s of %s belongs to %s', (eventType, module, topic) => {
  expect(topicOf({ type: eventType, module })).toBe(topic)
})

test('every event has one topic, it is in the grammar, and * and its own name match it', () => {
  fc.assert(
    fc.property(type, fc.option(moduleId, { nil: undefined }), (eventType, module) => {
      const topic = topicOf({ type: eventType, module })
      expect(isTopicPattern(topic)).toBe(true)
      expect(topicMatches('*', topic) && topicMatches(topic, topic)).toBe(true)
      expect([...PLAIN_TOPICS, 'modules/*'].filter((pattern) => topicMatches(pattern, topic))).toHaveLength(1)
    }),
  )
})

test.each(['', 'modules', 'modules/', 'modules/A', 'modules/a/b', '**', 'alert', 'modules/**', 'Alerts', ' *'])(
  '%j is no topic',
  (topic) => {
    expect(isTopicPattern(topic)).toBe(false)
  },
)

test('extensions nobody knows pass through an envelope untouched', () => {
  expect(parseWith(CloudEvent, { ...envelope, tenant: 'a' })).toMatchObject({ value: { tenant: 'a' } })
})

test('no text and no value whatever makes the envelope decoder throw, and what it takes is an envelope', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseJsonWith(CloudEvent, text)).toHaveProperty('ok')
    }),
  )
  const broken = fc.record(
    { specversion: fc.anything(), id: fc.anything(), source: fc.anything(), type: fc.anything(), time: fc.anything() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(broken, (input) => {
      const parsed = parseWith(CloudEvent, { ...envelope, ...input })
      expect(parsed.ok ? typeof parsed.value.id : parsed.faults.length > 0).toBeTruthy()
    }),
  )
})

test('ids have 1 to 128 characters', () => {
  const isTaken = (id: string) => parseWith(CloudEvent, { ...envelope, id }).ok
  expect([isTaken(''), isTaken('x'), isTaken('x'.repeat(128)), isTaken('x'.repeat(129))]).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('a known type whose data does not fit names the fields; an unknown type has no such faults', () => {
  const bad = { ...envelope, type: 'mcp.health.changed', data: { from: 'healthy', to: 'gone' } }
  expect(findDataFaults({ ...bad, specversion: '1.0' }).map(({ path }) => path)).toEqual(['data.to'])
  expect(findDataFaults({ ...envelope, data: 7 })).toEqual([])
})

test('data may say more than its schema, and is read all the same', () => {
  const event = {
    ...envelope,
    type: 'mcp.health.changed',
    severity: 'info' as const,
    time: '2026-11-22T17:00:00Z',
    data: { from: 'healthy', to: 'down', since: 'later version' },
  }
  expect(readKnownEvent(event)?.data).toMatchObject({ to: 'down', since: 'later version' })
  expect(readKnownEvent({ ...event, data: null })).toBeUndefined()
  expect(readKnownEvent({ ...event, type: 'toString' })).toBeUndefined()
})
