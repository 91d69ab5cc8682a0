import { PANEL_LIMITS, parseJsonWith, SavedPanel } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import { PANEL_KEYS } from '../redis/panelKeys.ts'
import type { RedisClient } from '../redis/redisClient.ts'
import { withDeadline } from '../redis/withDeadline.ts'
import type { SavedPanels } from './savedPanels.ts'

const ANSWER_WITHIN_MS = 1_500

export interface RedisSavedPanelsDeps {
  readonly clock: Clock
  readonly client: RedisClient
}

/** Shared by all panels: one hash, a field for each. What another version wrote and this one cannot read is left out. */
export function createRedisSavedPanels({ clock, client }: RedisSavedPanelsDeps): SavedPanels {
  const key = PANEL_KEYS.savedPanels
  const within = <T>(work: Promise<T>) => withDeadline(clock, ANSWER_WITHIN_MS, work)
  return {
    storage: 'redis',
    async list() {
      const fields = await within(client.hgetall(key))
      const panels = Object.values(fields).flatMap((text) => read(text) ?? [])
      return panels.toSorted((a, b) => (a.savedAt < b.savedAt ? -1 : 1))
    },
    async keep(panel) {
      const kept = await within(client.hlen(key))
      if (kept >= PANEL_LIMITS.saved) return 'full'
      await within(client.hset(key, panel.id, JSON.stringify(panel)))
      return 'kept'
    },
    async remove(id) {
      const text = await within(client.hget(key, id))
      await within(client.hdel(key, id))
      return text === null ? undefined : read(text)
    },
  }
}

function read(text: string): SavedPanel | undefined {
  const parsed = parseJsonWith(SavedPanel, text)
  return parsed.ok ? parsed.value : undefined
}
