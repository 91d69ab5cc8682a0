import { MODULE_STATES } from '@nobet/contracts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { STATE_ORDER } from '../../ui/tone.ts'
import { judgeFleet } from './judgeFleet.ts'

it('names the worst first, down before stale before degraded before healthy', () => {
  const fleet = [
    { title: 'A', state: 'healthy' },
    { title: 'B', state: 'degraded' },
    { title: 'C', state: 'down' },
    { title: 'D', state: 'stale' },
    { title: 'E', state: 'down' },
  ] as const
  expect(judgeFleet(fleet).map((group) => group.titles.join())).toEqual(['C,E', 'D', 'B', 'A'])
})

it('knows an order for every state', () => {
  expect([...STATE_ORDER].sort()).toEqual([...MODULE_STATES].sort())
})

it('law: every module is in exactly one group', () => {
  const member = fc.record({ title: fc.string(), state: fc.constantFrom(...MODULE_STATES) })
  fc.assert(
    fc.property(fc.array(member), (members) => {
      const named = judgeFleet(members).flatMap((group) => group.titles)
      expect(named.sort()).toEqual(members.map(({ title }) => title).sort())
    }),
  )
})
