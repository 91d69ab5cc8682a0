import { expect, it } from 'vitest'
import { readWorldChoice } from './readWorldChoice.ts'

it('reads world, moment and speed from the address', () => {
  expect(readWorldChoice('?world=socket-cut&t=14000&speed=0')).toEqual({ name: 'socket-cut', t: 14_000, speed: 0 })
})

it('plays calm from the beginning when nothing is asked for', () => {
  expect(readWorldChoice('')).toEqual({ name: 'calm', t: 0, speed: 1 })
})

it('says which world does not exist, and takes defaults for what is no number', () => {
  expect(readWorldChoice('?world=toString&t=-4&speed=fast')).toEqual({
    name: 'calm',
    unknown: 'toString',
    t: 0,
    speed: 1,
  })
})
