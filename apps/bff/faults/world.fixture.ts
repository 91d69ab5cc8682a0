import { onTestFinished } from 'vitest'
import { listenModern } from '@nobet/bff/mcpServers'
import { type RedisWorld, startStandalone } from '@nobet/bff/redisServers'
import { startPublisher, startReader } from './counter.fixture.ts'
import { type PanelOptions, type PanelProcess, startPanel } from './panelProcess.fixture.ts'
import { startSwitchboard } from './switchboard.fixture.ts'

/** Real panels on a real Redis, all ended when the test is over. */
export async function openWorld(starting: Promise<RedisWorld> = startStandalone()) {
  const redis = await starting
  onTestFinished(() => redis.stop())
  const [first] = redis.processes
  if (first === undefined) throw new Error('no Redis')

  return { redis, server: first, ...openPanels(redis.url) }
}

/** Real panels on a Redis that somebody else ends. */
export function openPanels(redis: string) {
  const panel = async (options: Partial<PanelOptions> = {}): Promise<PanelProcess> => {
    const started = await startPanel({ redis, ...options })
    onTestFinished(() => started.kill())
    await started.ready()
    return started
  }
  const board = async (port: number) => {
    const started = await startSwitchboard(port)
    onTestFinished(() => started.stop())
    return started
  }
  const publisher = (url: string | (() => string), token?: string) => {
    const started = startPublisher(typeof url === 'string' ? () => url : url, token)
    onTestFinished(() => started.stop())
    return started
  }
  const reader = async (url: string, token?: string) => {
    const started = await startReader(url, token)
    onTestFinished(() => started.stop())
    return started
  }
  return { panel, board, publisher, reader }
}

/** Configuration with one healthy module, probed often. */
export const probed = async () => ({
  NOBET_MODULES: `finbot=${await listenModern()}`,
  NOBET_PROBE_INTERVAL: '1s',
})
