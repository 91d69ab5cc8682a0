import { buildEvent, fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { describeEventLog } from './eventLog.contract.ts'
import { createMemoryLog } from './memoryLog.ts'

const LIMITS = { events: 10, bytes: 1e6, ageMs: 1e6 }

describeEventLog('memory log', async (limits) => {
  const clock = fakeClock()
  let evicted = 0
  const onEvicted = (count: number) => void (evicted += count)
  const log = createMemoryLog({ clock, newEpoch: () => 'e1', reportError: fail, onEvicted }, limits)
  return { log, clock, evicted: () => evicted }
})

test('each process has an epoch of its own', () => {
  let made = 0
  const open = () =>
    createMemoryLog({ clock: fakeClock(), newEpoch: () => `e${++made}`, reportError: fail }, LIMITS).bounds()?.epoch
  expect([open(), open()]).toEqual(['e1', 'e2'])
})

test('a listener that throws is reported and stops nobody', async () => {
  const reported: unknown[] = []
  const deps = { clock: fakeClock(), newEpoch: () => 'e1', reportError: (error: unknown) => void reported.push(error) }
  const log = createMemoryLog(deps, LIMITS)
  const heard: number[] = []
  log.onChange(() => {
    throw new Error('broken listener')
  })
  log.onChange((bounds) => void heard.push(bounds.head))
  await log.append([buildEvent()])
  expect(heard).toEqual([1])
  expect(reported).toEqual([new Error('broken listener')])
})

test('stays right over many more events than it holds', async () => {
  const log = createMemoryLog({ clock: fakeClock(), newEpoch: () => 'e1', reportError: fail }, LIMITS)
  for (let batch = 0; batch < 50; batch += 1) await log.append(Array.from({ length: 100 }, () => buildEvent()))
  expect(log.bounds()).toEqual({ epoch: 'e1', first: 4991, head: 5000 })
  expect((await log.read(0, { count: 3, bytes: 1e6 })).map((entry) => entry.offset)).toEqual([4991, 4992, 4993])
})

function fail(error: unknown): never {
  throw error
}
