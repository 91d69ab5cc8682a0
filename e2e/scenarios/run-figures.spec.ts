import { spawnSync } from 'node:child_process'
import { freePort } from '@nobet/testkit'
import { findProgram } from '@nobet/testkit/servers'
import { runProgram, waitForHttp } from '../support/process.ts'
import { runReporter } from '../support/runReporter.ts'
import { expect, test } from '../support/scenario.ts'

const LABELS = 'project="quoted \\"and\\\\slashed\\"",file="outcomes.spec.ts"'
const COUNTS = { passed: 3, failed: 1, timedout: 1, interrupted: 0, skipped: 1, flaky: 1 }
const EXPECTED = Object.entries(COUNTS).map(
  ([status, count]) => `e2e_tests_total{status="${status}",${LABELS}} ${count}`,
)

const linesOf = (exposition: string, name: string) => exposition.split('\n').filter((line) => line.startsWith(name))

test('[FIGURES-1] a run writes how its tests ended, how long they took and when, as Prometheus reads it', async () => {
  const { exposition, output, exitCode } = await runReporter()
  expect(exitCode).toBe(1)
  expect(output).not.toContain('figures of this run')
  expect(linesOf(exposition, 'e2e_tests_total{')).toEqual(EXPECTED)
  expect(linesOf(exposition, 'e2e_test_flaky_total{')).toEqual([`e2e_test_flaky_total{${LABELS}} 1`])
  expect(linesOf(exposition, 'e2e_test_duration_seconds_count')).toEqual([
    `e2e_test_duration_seconds_count{${LABELS}} 6`,
  ])
  // Both tries of the test that takes too long, two seconds each, are one duration.
  expect(linesOf(exposition, 'e2e_test_duration_seconds_bucket')).toContain(
    `e2e_test_duration_seconds_bucket{${LABELS},le="2.5"} 5`,
  )
  const endedAt = Number(linesOf(exposition, 'e2e_run_timestamp_seconds ')[0]?.split(' ')[1])
  expect(Math.abs(endedAt - Date.now() / 1_000)).toBeLessThan(120)

  const promtool = findProgram('promtool')
  test.skip(promtool === undefined, 'promtool is not on this machine')
  const checked = spawnSync(promtool ?? '', ['check', 'metrics'], { input: exposition, encoding: 'utf8' })
  expect(`${checked.stdout}${checked.stderr}`).toBe('')
  expect(checked.status).toBe(0)
})

test('[FIGURES-1] a real Pushgateway holds the figures of the last run, and of no run before it', async () => {
  const program = findProgram('prometheus-pushgateway')
  test.skip(program === undefined, 'prometheus-pushgateway is not on this machine')
  const url = `http://127.0.0.1:${await freePort()}`
  const gateway = runProgram(program ?? '', [`--web.listen-address=${new URL(url).host}`, '--persistence.file='])
  try {
    await waitForHttp(`${url}/-/ready`, gateway)
    const old = { method: 'PUT', body: 'e2e_tests_total{file="gone.spec.ts"} 9\n' }
    expect((await fetch(`${url}/metrics/job/nobet-e2e`, old)).status).toBe(200)
    const { exitCode, output } = await runReporter({ PUSHGATEWAY_URL: `${url}/` })
    expect(exitCode).toBe(1)
    expect(output).not.toContain('figures of this run')
    const held = await (await fetch(`${url}/metrics`)).text()
    const kept = linesOf(held, 'e2e_tests_total{')
    expect(kept).toHaveLength(EXPECTED.length)
    for (const [status, count] of Object.entries(COUNTS))
      expect(kept.filter((line) => line.includes(`status="${status}"`) && line.endsWith(` ${count}`))).toHaveLength(1)
    expect(kept.every((line) => line.includes('job="nobet-e2e"'))).toBe(true)
  } finally {
    await gateway.kill()
  }
})

test('[FIGURES-1] a push that fails is said and changes nothing else', async () => {
  const { exposition, output, exitCode } = await runReporter({
    PUSHGATEWAY_URL: `http://127.0.0.1:${await freePort()}`,
  })
  expect(output).toMatch(/figures of this run could not be pushed to PUSHGATEWAY_URL: .*ECONNREFUSED/)
  expect(linesOf(exposition, 'e2e_tests_total{')).toEqual(EXPECTED)
  expect(exitCode).toBe(1)
})
