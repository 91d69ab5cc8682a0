import { expect, test } from 'vitest'
import { type LeaveSignal, Leaving } from './leaving.ts'

const EACH: Readonly<Record<string, () => { readonly signal: LeaveSignal; readonly abort: () => void }>> = {
  'the own one': () => {
    const leaving = new Leaving()
    return { signal: leaving, abort: () => leaving.abort() }
  },
  "the engine's": () => {
    const controller = new AbortController()
    return { signal: controller.signal, abort: () => controller.abort() }
  },
}

test.each(Object.entries(EACH))('%s tells each who listens once, in order, and nobody who stopped', (_name, make) => {
  const { signal, abort } = make()
  const told: string[] = []
  const stopped = () => void told.push('stopped')
  const second = () => void told.push('second')
  signal.addEventListener('abort', () => {
    told.push('first')
    signal.removeEventListener('abort', second)
  })
  signal.addEventListener('abort', stopped)
  signal.addEventListener('abort', second)
  signal.addEventListener('abort', () => void told.push('third'))
  signal.removeEventListener('abort', stopped)
  expect(signal.aborted).toBe(false)
  abort()
  abort()
  expect(signal.aborted).toBe(true)
  expect(told).toEqual(['first', 'third'])
})
