import type { World } from '@nobet/contracts'
import { isConnected } from '@nobet/stream-client'
import type { Live } from '../../live/startLive.ts'

/** What the browser's tab says of the whole: the worst open thing and how many of it there are. */
export interface TabSign {
  readonly tone: 'bad' | 'warn' | 'unknown' | 'calm'
  readonly count: number
}

export interface TabSignDeps {
  readonly live: Pick<Live, 'link' | 'world'>
  readonly sign: (sign: TabSign) => void
}

/** Keeps the tab's title and icon true while nobody looks at the page. */
export function startTabSign({ live, sign }: TabSignDeps): () => void {
  let shown: TabSign = { tone: 'calm', count: 0 }
  const look = () => {
    const next = isConnected(live.link.getState().state)
      ? toSign(live.world.getState().world)
      : ({ tone: 'unknown', count: 0 } as const)
    if (next.tone === shown.tone && next.count === shown.count) return
    shown = next
    sign(next)
  }
  look()
  const offs = [live.link.subscribe(look), live.world.subscribe(look)]
  return () => {
    for (const off of offs) off()
  }
}

/** Criticals nobody is on and modules that are down; without them, warnings. */
export function toSign({ alerts, modules }: Pick<World, 'alerts' | 'modules'>): TabSign {
  const open = Object.values(alerts).filter(({ acknowledged }) => acknowledged === undefined)
  const count = (severity: string) => open.filter((alert) => alert.severity === severity).length
  const bad = count('critical') + Object.values(modules).filter(({ state }) => state === 'down').length
  if (bad > 0) return { tone: 'bad', count: bad }
  const warn = count('warning')
  return warn > 0 ? { tone: 'warn', count: warn } : { tone: 'calm', count: 0 }
}
