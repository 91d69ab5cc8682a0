import type { ModuleKit } from '@nobet/mcp-kit'
import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { startRateBook } from './rates.ts'

/** A cache that only remembers what it was asked to do. */
function recordingKit() {
  const clock = fakeClock()
  const expired: [string, number][] = []
  let turn: (() => void | Promise<void>) | undefined
  const kit: Pick<ModuleKit, 'clock' | 'cache' | 'loop'> = {
    clock,
    loop: (_options, work) => void (turn = work),
    cache: {
      read: async (_key, _ttlMs, load) => load(),
      set: () => Promise.resolve(),
      delete: () => Promise.resolve(true),
      expire(key, ttlMs) {
        expired.push([key, ttlMs])
        return Promise.resolve(true)
      },
    },
  }
  return { kit, clock, expired, runTurn: async () => turn?.() }
}

it('gives every living quote the new TTL when the market turns, and leaves them alone while it does not', async () => {
  const { kit, clock, expired, runTurn } = recordingKit()
  const book = startRateBook(kit)
  let regime = book.regime().regime
  for (let turns = 0; turns < 720; turns += 1) {
    const before = expired.length
    await clock.advance(5_000)
    await runTurn()
    const changed = book.regime().regime !== regime
    regime = book.regime().regime
    expect(expired.length - before).toBe(changed ? 4 : 0)
  }
  expect(new Set(expired.map(([key]) => key))).toContain('mcp:finbot:rates:TRY')
  expect(new Set(expired.map(([, ttlMs]) => ttlMs))).toEqual(new Set([15_000, 60_000]))
})
