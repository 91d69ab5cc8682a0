import { expect, it } from 'vitest'
import { readPlayerOptions } from './readPlayerOptions.ts'

it('reads moment and speed from the address', () => {
  expect(readPlayerOptions('?world=socket-cut&t=14000&speed=0')).toEqual({ t: 14_000, speed: 0 })
})

it('takes defaults for what is not there and for what is no number', () => {
  expect(readPlayerOptions('')).toEqual({ t: 0, speed: 1 })
  expect(readPlayerOptions('?t=-4&speed=fast')).toEqual({ t: 0, speed: 1 })
})
