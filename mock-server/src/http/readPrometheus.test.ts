import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { startPlayer } from '../player/startPlayer.ts'
import { readWorld, type WorldName } from '../worlds/index.ts'
import { createApi } from './createApi.ts'

const ask = async (world: WorldName, path: string, init?: RequestInit) => {
  const player = startPlayer(readWorld(world), fakeClock())
  const response = await createApi(player)(new Request(`http://panel.test/api/prometheus/api/v1${path}`, init))
  player.stop()
  return { status: response.status, body: (await response.json()) as { data: { result: unknown[] }; error?: string } }
}

it('answers a query of a known metric for every module, by GET and by POST', async () => {
  const byGet = await ask('measured', '/query_range?query=rate(nobet_probe_seconds[1m])&start=0&end=60&step=15')
  const body = new URLSearchParams({ query: 'rate(nobet_probe_seconds[1m])', start: '0', end: '60', step: '15' })
  const byPost = await ask('measured', '/query_range', { method: 'POST', body })
  expect(byGet.body.data.result).toHaveLength(3)
  expect(byPost.body).toEqual(byGet.body)
})

it('gives no series of what it does not know', async () => {
  expect((await ask('measured', '/query?query=nope_total')).body.data.result).toEqual([])
})

it.each([
  ['/query?query=rate(', '1:6: parse error: unclosed left parenthesis'],
  ['/query_range?query=up&start=9&end=1&step=1', 'end timestamp must not be before start time'],
  ['/query_range?query=up&start=0&end=99999&step=1', 'exceeded maximum resolution of 11,000 points'],
])('refuses %s in the words of Prometheus', async (path, words) => {
  const { status, body } = await ask('measured', path)
  expect(status).toBe(400)
  expect(body).toMatchObject({ status: 'error', errorType: 'bad_data', error: expect.stringContaining(words) })
})

it('is not configured in a world without Prometheus', async () => {
  expect((await ask('calm', '/query?query=up')).status).toBe(503)
})
