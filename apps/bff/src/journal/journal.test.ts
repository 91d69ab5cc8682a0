import type { CloudEvent, LoggedEvent, World } from '@nobet/contracts'
import { emptyWorld, foldWorld } from '@nobet/domain/world'
import { buildEvent, fakeClock, waitFor } from '@nobet/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventLog } from '../log/eventLog.ts'
import { createMemoryLog } from '../log/memoryLog.ts'
import { startJournal } from './journal.ts'

const open = (epoch = 'e1', events = 1000): EventLog => {
  const deps = { clock: fakeClock(), newEpoch: () => epoch, reportError: fail }
  return createMemoryLog(deps, { events, bytes: 1e9, ageMs: 1e9 })
}

const started = (instance: string): CloudEvent =>
  buildEvent({ type: 'console.started', module: undefined, data: { instance, version: '0.1.0' } })

test('the picture of an empty log is empty and true at its head', () => {
  const journal = startJournal({ log: open(), reportError: fail })
  expect(journal.snapshot()).toEqual({ cursor: 'e1:0', world: emptyWorld })
})

test('a snapshot is the fold of everything up to its cursor', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }), async (sizes) => {
      const log = open()
      const journal = startJournal({ log, reportError: fail })
      const all: LoggedEvent[] = []
      for (const size of sizes) {
        const batch = Array.from({ length: size }, () => buildEvent())
        all.push(...batch)
        await log.append(batch)
      }
      const snapshot = await waitFor(() => {
        const now = journal.snapshot()
        return now?.cursor === `e1:${all.length}` ? now : undefined
      })
      expect(snapshot.world).toEqual(all.reduce(foldWorld, emptyWorld))
    }),
    { numRuns: 20 },
  )
})

test('begins with what the log held before it', async () => {
  const log = open()
  await log.append([started('one')])
  const journal = startJournal({ log, reportError: fail })
  await waitFor(() => journal.snapshot()?.cursor === 'e1:1')
  expect(journal.world().console?.instance).toBe('one')
})

test('an event the fold cannot take is reported and passed over, and the next one counts', async () => {
  const log = open()
  const reported: unknown[] = []
  const fold = (world: World, event: LoggedEvent): World => {
    if (event.id === 'poison') throw new Error('cannot fold')
    return foldWorld(world, event)
  }
  const journal = startJournal({ log, fold, reportError: (error) => void reported.push(error) })
  await log.append([buildEvent({ id: 'poison' }), started('two')])
  await waitFor(() => journal.snapshot()?.cursor === 'e1:2')
  expect(journal.world().console?.instance).toBe('two')
  expect(journal.skipped()).toBe(1)
  expect(reported).toEqual([new Error('cannot fold')])
})

test('a new epoch begins with an empty picture', async () => {
  let log = open('e1')
  const tellers = new Set<Parameters<EventLog['onChange']>[0]>()
  const switching: EventLog = {
    bounds: () => log.bounds(),
    append: (events) => log.append(events),
    recent: () => undefined,
    read: (after, limit) => log.read(after, limit),
    readBefore: (before, limit) => log.readBefore(before, limit),
    reach: (cursor) => log.reach(cursor),
    onChange(listener) {
      tellers.add(listener)
      return () => void tellers.delete(listener)
    },
    stop: () => log.stop(),
  }
  await log.append([started('one')])
  const journal = startJournal({ log: switching, reportError: fail })
  await waitFor(() => journal.snapshot()?.cursor === 'e1:1')
  log = open('e2')
  for (const tell of tellers) tell({ epoch: 'e2', first: 1, head: 0 })
  await waitFor(() => journal.snapshot()?.cursor === 'e2:0')
  expect(journal.world()).toEqual(emptyWorld)
})

test('picture and cursor stay in step while it reads page by page', async () => {
  const log = open()
  let turnPage = () => {}
  const paged: EventLog = {
    ...log,
    recent: () => undefined,
    async read(after) {
      await new Promise<void>((turned) => void (turnPage = turned))
      return log.read(after, { count: 2, bytes: 1e9 })
    },
  }
  const journal = startJournal({ log: paged, reportError: fail })
  await log.append([1, 2, 3, 4, 5].map((nth) => started(`${nth}`)))
  const seen: string[] = []
  for (const cursor of ['e1:0', 'e1:2', 'e1:4', 'e1:5']) {
    const now = await waitFor(() => (journal.snapshot()?.cursor === cursor ? journal.snapshot() : undefined))
    seen.push(`e1:${now.world.console?.instance ?? 0}`)
    turnPage()
  }
  expect(seen).toEqual(['e1:0', 'e1:2', 'e1:4', 'e1:5'])
})

test('says nothing while the log cannot be read', async () => {
  const log = open()
  const journal = startJournal({ log, reportError: fail })
  await log.stop()
  expect(journal.snapshot()).toBeUndefined()
})

function fail(error: unknown): never {
  throw error
}
