import type { CloudEvent } from '@nobet/contracts'
import { buildEvent, fakeClock } from '@nobet/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AppendOutcome, EventLog } from './eventLog.ts'
import { createOwnEvents } from './ownEvents.ts'

const RETRY: AppendOutcome = { kind: 'unavailable', retryAfterMs: 1000 }

/** The outside of a log whose answers the test decides. */
function open(waiting: number) {
  const clock = fakeClock()
  const kept: CloudEvent[] = []
  let answer: 'appended' | 'unavailable' | 'fenced' = 'appended'
  let dropped = 0
  const log: Pick<EventLog, 'append'> = {
    async append(events) {
      if (answer === 'unavailable') return RETRY
      if (answer === 'fenced') return { kind: 'fenced' }
      kept.push(...events)
      return { kind: 'appended', cursors: [] }
    },
  }
  const own = createOwnEvents(
    {
      log,
      clock,
      reportError(error) {
        throw error
      },
      toLossEvent: (count) => buildEvent({ type: 'console.events.dropped', data: { count } }),
      onDropped: (count) => void (dropped += count),
    },
    { waiting },
  )
  return { clock, kept, own, dropped: () => dropped, answerWith: (next: typeof answer) => void (answer = next) }
}

test('what was said while the log was away comes in order when it is back, stamped with its own time', async () => {
  const { clock, kept, own, answerWith } = open(10)
  answerWith('unavailable')
  const spokenAt = new Date(clock.now()).toISOString()
  const { time: _, ...timeless } = buildEvent()
  own.publish(timeless)
  own.publish(buildEvent())
  await clock.advance(10_000)
  expect(kept).toEqual([])
  answerWith('appended')
  await clock.advance(1000)
  await own.settled()
  expect(kept.map(({ id }) => id)).toEqual([timeless.id, kept[1]?.id])
  expect(kept[0]?.time).toBe(spokenAt)
  expect(clock.pendingTimers()).toBe(0)
})

test('however long the log is away: no more waits than fits, and every event is kept or counted as lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 40 }), async (room, count) => {
      const { clock, kept, own, dropped, answerWith } = open(room)
      answerWith('unavailable')
      const said = Array.from({ length: count }, () => buildEvent())
      for (const event of said) {
        own.publish(event)
        await clock.advance(300)
        expect(own.waiting()).toBeLessThanOrEqual(room)
      }
      answerWith('appended')
      await clock.advance(2000)
      await own.settled()
      const lost = kept.filter(({ type }) => type === 'console.events.dropped')
      const rest = kept.filter(({ type }) => type !== 'console.events.dropped')
      expect(rest.map(({ id }) => id)).toEqual(said.slice(-room).map(({ id }) => id))
      expect(dropped()).toBe(count - rest.length)
      expect(lost.map(({ data }) => data)).toEqual(dropped() === 0 ? [] : [{ count: dropped() }])
    }),
    { numRuns: 40 },
  )
})

test('what a holder of a lost lease observed is left to the new holder', async () => {
  const { clock, kept, own, answerWith } = open(10)
  answerWith('fenced')
  own.publish(buildEvent(), { lease: 'probing', token: 1 })
  await clock.advance(5000)
  expect(own.waiting()).toBe(0)
  expect(kept).toEqual([])
})

test('nothing is sent after the end', async () => {
  const { clock, kept, own, answerWith } = open(10)
  answerWith('unavailable')
  own.publish(buildEvent())
  await clock.advance(0)
  own.stop()
  answerWith('appended')
  own.publish(buildEvent())
  await clock.advance(5000)
  expect(kept).toEqual([])
  expect(clock.pendingTimers()).toBe(0)
})
