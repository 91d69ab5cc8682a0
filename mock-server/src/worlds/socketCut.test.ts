import { EventsPage } from '@nobet/contracts'
import { fakeClock } from '@nobet/testkit'
import { expect, it } from 'vitest'
import { createApi } from '../http/createApi.ts'
import { CHANNELS } from '../world/mockWorld.ts'
import { startPlayer } from '../player/startPlayer.ts'
import { readWorld } from './index.ts'

it('takes the channels away one after the other and gives all back together', async () => {
  const clock = fakeClock()
  const player = startPlayer(readWorld('socket-cut'), clock)
  const openAt = async (atMs: number) => {
    await clock.advance(atMs - (clock.monotonic() ?? 0))
    return CHANNELS.filter((channel) => !player.isCut(channel))
  }
  expect(await openAt(14_000)).toEqual(['websocket', 'sse', 'http'])
  expect(await openAt(16_000)).toEqual(['sse', 'http'])
  expect(await openAt(24_000)).toEqual(['http'])
  expect(await openAt(35_000)).toEqual([])
  expect(await openAt(46_000)).toEqual(['websocket', 'sse', 'http'])
  player.stop()
})

it('tells a reader who was there when the lights went out: so many recovered, three lost', async () => {
  const clock = fakeClock()
  const player = startPlayer(readWorld('socket-cut'), clock)
  const api = createApi(player)
  await clock.advance(33_500)
  const { epoch, head } = player.log.bounds()
  await clock.advance(2_000)
  expect((await api(new Request('http://panel/api/v1/modules'))).type).toBe('error')
  await clock.advance(10_500)
  const response = await api(new Request(`http://panel/api/v1/events?after=${epoch}:${head}&limit=1000`))
  const page = EventsPage.parse(await response.json())
  expect(page.recovery.state).toBe('partial')
  expect(page.recovery.lost).toBe(3)
  expect(page.events).toHaveLength(page.recovery.recovered)
  expect(page.recovery.recovered).toBeGreaterThan(5)
  player.stop()
})

it('entered in the middle of the cut, is already cut', () => {
  const player = startPlayer(readWorld('socket-cut'), fakeClock(), { t: 20_000, speed: 0 })
  expect(player.isCut('websocket')).toBe(true)
  expect(player.isCut('sse')).toBe(false)
  player.stop()
})
