import { type CloudEvent, parseCursor } from '@nobet/contracts'
import { buildEvent, type FakeClock } from '@nobet/testkit'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { EventLog, LogBounds } from './eventLog.ts'
import type { MemoryLogBounds } from './memoryLog.ts'

export interface LogUnderTest {
  readonly log: EventLog
  readonly clock: FakeClock
  readonly evicted: () => number
}

const ROOMY: MemoryLogBounds = { events: 1000, bytes: 1e9, ageMs: 1e9 }
const ALL = { count: 100_000, bytes: 1e9 }

/** What every implementation of the log keeps to; run it against each. */
export function describeEventLog(name: string, factory: (limits: MemoryLogBounds) => Promise<LogUnderTest>): void {
  describe(`event log: ${name}`, () => {
    const opened: EventLog[] = []
    const open = async (limits: Partial<MemoryLogBounds> = {}) => {
      const made = await factory({ ...ROOMY, ...limits })
      opened.push(made.log)
      return made
    }
    afterEach(async () => void (await Promise.all(opened.splice(0).map((log) => log.stop()))))

    test('an empty log has a head just before its first offset', async () => {
      const { log } = await open()
      expect(boundsOf(log)).toMatchObject({ first: 1, head: 0 })
      expect(await log.read(0, ALL)).toEqual([])
      expect(await log.readBefore(1, ALL)).toEqual([])
    })

    test('offsets grow by one over all events, whatever the batches', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 12 }), async (sizes) => {
          const { log } = await open()
          for (const size of sizes)
            await append(
              log,
              Array.from({ length: size }, () => buildEvent()),
            )
          const total = sizes.reduce((sum, size) => sum + size, 0)
          const offsets = (await log.read(0, ALL)).map((entry) => entry.offset)
          expect(offsets).toEqual(Array.from({ length: total }, (_, index) => index + 1))
          expect(boundsOf(log).head).toBe(total)
        }),
        { numRuns: 25 },
      )
    })

    test('a duplicate of a held event is accepted, gets the first cursor and adds nothing', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 }), async (picks) => {
          const { log } = await open()
          const events = Array.from({ length: 5 }, () => buildEvent())
          const first = new Map<number, string>()
          for (const pick of picks) {
            const [cursor] = await append(log, [events[pick] ?? buildEvent()])
            expect(cursor).toBe(first.get(pick) ?? cursor)
            first.set(pick, cursor ?? '')
          }
          expect(boundsOf(log).head).toBe(first.size)
        }),
        { numRuns: 25 },
      )
    })

    test('two equal events in one batch get one cursor, in the order sent', async () => {
      const { log } = await open()
      const [a, b] = [buildEvent(), buildEvent()]
      const cursors = await append(log, [a, b, a])
      expect(cursors.map((cursor) => parseCursor(cursor)?.offset)).toEqual([1, 2, 1])
      expect(boundsOf(log).head).toBe(2)
    })

    test('an id is unique within its source only', async () => {
      const { log } = await open()
      const event = buildEvent()
      const cursors = await append(log, [event, { ...event, source: '/modules/mubot' }])
      expect(new Set(cursors).size).toBe(2)
    })

    test('never holds more than the count and the bytes allow, and drops only the oldest', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 8 }),
          fc.integer({ min: 600, max: 3000 }),
          fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 }),
          async (events, bytes, sizes) => {
            const { log, evicted } = await open({ events, bytes })
            for (const size of sizes)
              await append(
                log,
                Array.from({ length: size }, () => buildEvent()),
              )
            const held = await log.read(0, ALL)
            const { first, head } = boundsOf(log)
            expect(held.length).toBeLessThanOrEqual(events)
            expect(held.reduce((sum, entry) => sum + entry.bytes, 0)).toBeLessThanOrEqual(bytes)
            expect(held.map((entry) => entry.offset)).toEqual(held.map((_, index) => first + index))
            expect(head).toBe(sizes.reduce((sum, size) => sum + size, 0))
            expect(evicted()).toBe(head - held.length)
          },
        ),
        { numRuns: 25 },
      )
    })

    test('drops what is older than its age', async () => {
      const { log, clock } = await open({ ageMs: 1000 })
      await append(log, [buildEvent()])
      await clock.advance(600)
      await append(log, [buildEvent()])
      await clock.advance(600)
      expect(boundsOf(log)).toMatchObject({ first: 2, head: 2 })
    })

    test('knows a duplicate for 24 hours at most, however long it holds the event', async () => {
      const { log, clock } = await open({ ageMs: 1e12 })
      const event = buildEvent()
      await append(log, [event])
      await clock.advance(24 * 60 * 60 * 1000)
      const [cursor] = await append(log, [event])
      expect(parseCursor(cursor ?? '')?.offset).toBe(2)
    })

    test('forgets a duplicate with the event it was held for', async () => {
      const { log } = await open({ events: 1 })
      const event = buildEvent()
      await append(log, [event, buildEvent()])
      const [cursor] = await append(log, [event])
      expect(parseCursor(cursor ?? '')?.offset).toBe(3)
    })

    test('fills in severity and time, so that every reader sees them', async () => {
      const { log, clock } = await open()
      await append(log, [{ specversion: '1.0', id: 'bare', source: '/x', type: 'a.b.c' } satisfies CloudEvent])
      const [entry] = await log.read(0, ALL)
      expect(entry?.event).toMatchObject({ severity: 'info', time: new Date(clock.now()).toISOString() })
      expect(entry?.topic).toBe('console')
    })

    test('keeps ready JSON that says what the entry says', async () => {
      const { log } = await open()
      await append(log, [buildEvent({ data: { name: 'Nöbet ✓' } })])
      const [entry] = await log.read(0, ALL)
      expect(JSON.parse(entry?.json ?? '')).toEqual({ cursor: entry?.cursor, event: entry?.event })
      expect(entry?.bytes).toBe(Buffer.byteLength(entry?.json ?? ''))
    })

    test('reads forward and backward within count and bytes, at least one', async () => {
      const { log } = await open()
      await append(
        log,
        Array.from({ length: 10 }, () => buildEvent()),
      )
      expect((await log.read(3, { count: 3, bytes: 1e9 })).map((entry) => entry.offset)).toEqual([4, 5, 6])
      expect((await log.readBefore(8, { count: 3, bytes: 1e9 })).map((entry) => entry.offset)).toEqual([5, 6, 7])
      expect((await log.read(3, { count: 3, bytes: 1 })).map((entry) => entry.offset)).toEqual([4])
      expect((await log.readBefore(8, { count: 3, bytes: 1 })).map((entry) => entry.offset)).toEqual([7])
    })

    test('what it has in memory is what it reads', async () => {
      const { log } = await open()
      await append(
        log,
        Array.from({ length: 5 }, () => buildEvent()),
      )
      const read = await log.read(2, { count: 2, bytes: 1e9 })
      expect([undefined, read]).toContainEqual(log.recent(2, { count: 2, bytes: 1e9 }))
    })

    test('tells of every append in order, also of one made by a listener', async () => {
      const { log } = await open()
      const heads: number[] = []
      const late: number[] = []
      log.onChange((bounds) => {
        heads.push(bounds.head)
        if (bounds.head === 1) void append(log, [buildEvent()])
      })
      log.onChange((bounds) => void late.push(bounds.head))
      await append(log, [buildEvent()])
      await expect.poll(() => late, { timeout: 20_000 }).toEqual([1, 2])
      expect(heads).toEqual([1, 2])
    })

    test('a listener that left hears nothing more', async () => {
      const { log } = await open()
      let calls = 0
      const leave = log.onChange(() => (calls += 1))
      leave()
      await append(log, [buildEvent()])
      expect(calls).toBe(0)
    })

    test('a stopped log says it is unavailable instead of losing events', async () => {
      const { log } = await open()
      await log.stop()
      expect(await log.append([buildEvent()])).toMatchObject({ kind: 'unavailable' })
      expect(log.bounds()).toBeUndefined()
    })
  })
}

function boundsOf(log: EventLog): LogBounds {
  const bounds = log.bounds()
  if (bounds === undefined) throw new Error('the log is not readable')
  return bounds
}

async function append(log: EventLog, events: readonly CloudEvent[]): Promise<readonly string[]> {
  const outcome = await log.append(events)
  if (outcome.kind !== 'appended') throw new Error(`not appended: ${outcome.kind}`)
  return outcome.cursors
}
