import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { startPlayer } from '../player/startPlayer.ts'
import { readWorld, type WorldName } from '../worlds/index.ts'
import { createApi } from './createApi.ts'

const play = (name: WorldName) => {
  const player = startPlayer(readWorld(name), fakeClock())
  const api = createApi(player)
  const ask = (path: string) => api(new Request(`http://panel/api/tempo${path}`))
  return { player, ask }
}

it('finds the traces of played events, and each by the id that its event carries', async () => {
  const { player, ask } = play('traced')
  const { traces } = await (await ask('/api/search?q={}')).json()
  expect(traces.length).toBeGreaterThan(5)
  const traceId = player.log.read(0).at(-1)?.event.traceparent?.split('-')[1]
  const { trace } = await (await ask(`/api/v2/traces/${traceId}`)).json()
  const names = trace.resourceSpans.flatMap((batch: { scopeSpans: { spans: { name: string }[] }[] }) =>
    batch.scopeSpans.flatMap(({ spans }) => spans.map(({ name }) => name)),
  )
  expect(names).toEqual(expect.arrayContaining(['publish events', 'append events', 'send events', 'paint events']))
  const { tagValues } = await (await ask('/api/v2/search/tag/resource.service.name/values')).json()
  expect(tagValues).toContainEqual({ type: 'string', value: 'nobet' })
  player.stop()
})

it('does not know a trace that nobody told', async () => {
  const { player, ask } = play('traced')
  expect(await (await ask(`/api/v2/traces/${'5'.repeat(32)}`)).json()).toEqual({ trace: {}, metrics: {} })
  player.stop()
})

it('is not configured where the world has no Tempo', async () => {
  const { player, ask } = play('calm')
  expect((await ask('/api/search?q={}')).status).toBe(503)
  player.stop()
})
