import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { systemRandom } from '../random.ts'
import { silentLogger } from '../telemetry/logger.ts'
import { runTask, startLoop } from './runTask.ts'

const setUp = () => {
  const failures: string[] = []
  const clock = fakeClock()
  return {
    clock,
    failures,
    deps: { clock, random: systemRandom, logger: silentLogger, onFailure: (task: string) => void failures.push(task) },
  }
}

it('turns what work throws into a value, counted under its name', async () => {
  const { deps, failures } = setUp()
  const outcome = await runTask(deps, 'publish', () => {
    throw new Error('broken')
  })
  expect(outcome).toMatchObject({ ok: false, error: { message: 'broken' } })
  expect(failures).toEqual(['publish'])
})

it('goes on after a run that failed, and never runs twice at once', async () => {
  const { deps, clock, failures } = setUp()
  let running = 0
  let most = 0
  let runs = 0
  const stop = startLoop(deps, { task: 'tick', everyMs: 1_000, jitter: 0.2 }, async () => {
    running += 1
    most = Math.max(most, running)
    runs += 1
    await new Promise<void>((resolve) => void clock.setTimer(resolve, 5_000))
    running -= 1
    if (runs === 1) throw new Error('first run fails')
  })
  await clock.advance(30_000)
  expect(runs).toBeGreaterThan(2)
  expect(most).toBe(1)
  expect(failures).toEqual(['tick'])
  stop()
})

it('leaves no timer behind when it is stopped', async () => {
  const { deps, clock } = setUp()
  const stop = startLoop(deps, { task: 'tick', everyMs: 1_000, jitter: 0 }, () => undefined)
  await clock.advance(3_500)
  stop()
  expect(clock.pendingTimers()).toBe(0)
})
