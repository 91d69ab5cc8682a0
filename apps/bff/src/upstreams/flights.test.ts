import { expect, test } from 'vitest'
import { createFlights } from './flights.ts'
import type { LeaveSignal } from './leaving.ts'

function begin() {
  const signals: LeaveSignal[] = []
  const lands: ((value: string) => void)[] = []
  const work = (signal: LeaveSignal) => {
    signals.push(signal)
    return new Promise<string>((resolve) => void lands.push(resolve))
  }
  return { work, signals, land: (value: string, at = 0) => lands[at]?.(value) }
}

test('equal ones share one piece of work and all get its result', async () => {
  const { work, signals, land } = begin()
  const flights = createFlights<string>()
  const all = Array.from({ length: 50 }, () => flights.join('a', new AbortController().signal, work))
  expect(all.filter(({ isFirst }) => isFirst)).toHaveLength(1)
  land('done')
  expect(new Set(await Promise.all(all.map(({ result }) => result)))).toEqual(new Set(['done']))
  expect(signals).toHaveLength(1)
})

test('one who leaves hurts nobody; the last who leaves ends the work', async () => {
  const { work, signals } = begin()
  const flights = createFlights<string>()
  const [one, other] = [new AbortController(), new AbortController()]
  const first = flights.join('a', one.signal, work)
  const second = flights.join('a', other.signal, work)
  one.abort()
  expect(await first.result).toBeUndefined()
  expect(signals[0]?.aborted).toBe(false)
  other.abort()
  expect(await second.result).toBeUndefined()
  expect(signals[0]?.aborted).toBe(true)
})

test('who comes after the last has left begins anew', async () => {
  const { work, signals, land } = begin()
  const flights = createFlights<string>()
  const gone = new AbortController()
  void flights.join('a', gone.signal, work).result
  gone.abort()
  const next = flights.join('a', undefined, work)
  expect(next.isFirst).toBe(true)
  // The first, which nobody waits for, lands late and takes nothing with it.
  land('late')
  expect(flights.join('a', undefined, work).isFirst).toBe(false)
  land('done', 1)
  expect(await next.result).toBe('done')
  expect(signals).toHaveLength(2)
})

test('who was gone before asking starts nothing', async () => {
  const { work, signals } = begin()
  expect(await createFlights<string>().join('a', AbortSignal.abort(), work).result).toBeUndefined()
  expect(signals).toEqual([])
})
