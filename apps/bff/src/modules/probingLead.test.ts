import { fakeClock } from '@nobet/testkit'
import { expect, test } from 'vitest'
import type { Fence } from '../log/eventLog.ts'
import type { Lease } from '../redis/lease.ts'
import { startProbingLead } from './probingLead.ts'

const fenceOf = (token: number): Fence => ({ lease: 'probing', token })

function start() {
  const clock = fakeClock()
  const said: string[] = []
  let fence: Fence | undefined
  let refuse = false
  let listener: (fence: Fence | undefined) => void = () => {}
  const lease: Lease = {
    fence: () => fence,
    onChange(told) {
      listener = told
      return () => void (listener = () => {})
    },
    stop: async () => {},
  }
  const lead = startProbingLead({
    clock,
    lease,
    reportError: (error) => expect.unreachable(String(error)),
    async begin({ token }) {
      if (refuse) return undefined
      said.push(`begin ${token}`)
      return { probeNow: async () => ({ kind: 'stopped' }), stop: async () => void said.push(`end ${token}`) }
    },
  })
  const hold = async (next: Fence | undefined) => {
    fence = next
    listener(next)
    await lead.settled()
  }
  return { clock, lead, said, hold, refuse: (value: boolean) => void (refuse = value) }
}

test('a panel probes while it holds the lease, and never under an old token', async () => {
  const { lead, said, hold } = start()
  await lead.settled()
  expect(lead.probing()).toBeUndefined()
  await hold(fenceOf(1))
  expect(lead.probing()).toBeDefined()
  await hold(undefined)
  expect(lead.probing()).toBeUndefined()
  await hold(fenceOf(3))
  await hold(fenceOf(4))
  expect(said).toEqual(['begin 1', 'end 1', 'begin 3', 'end 3', 'begin 4'])
  await lead.stop()
  expect(said.at(-1)).toBe('end 4')
})

test('what cannot begin is tried again while the lease lasts', async () => {
  const { clock, lead, said, hold, refuse } = start()
  refuse(true)
  await hold(fenceOf(1))
  expect(said).toEqual([])
  refuse(false)
  await clock.advance(500)
  await lead.settled()
  expect(said).toEqual(['begin 1'])
  await lead.stop()
  expect(clock.pendingTimers()).toBe(0)
})
