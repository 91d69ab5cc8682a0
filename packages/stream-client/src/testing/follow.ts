import { parseCursor } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import { createStreamClient } from '../createStreamClient.ts'
import type { Gap } from '../link/gap.ts'
import type { LinkState } from '../link/linkState.ts'
import type { StreamClientDeps, StreamClientOptions } from '../streamClient.ts'
import type { FakePanel } from './fakePanel.ts'

/** A client on a fake panel, and all that it has told its owner. */
export function follow(
  panel: FakePanel,
  clock: Clock,
  options: Partial<StreamClientOptions> = {},
  deps: Partial<StreamClientDeps> = {},
) {
  const delivered: string[] = []
  const late: string[] = []
  const gaps: Gap[] = []
  const resyncs: Gap[] = []
  const states: LinkState['kind'][] = []
  const client = createStreamClient(
    { createWebSocket: panel.createWebSocket, fetch: panel.fetch, clock, random: () => 0.5, ...deps },
    {
      baseUrl: 'http://panel.test/base',
      topics: ['*'],
      after: panel.cursor(),
      onEvents: ({ items, recovered }) => {
        delivered.push(...items.map((item) => item.cursor))
        if (recovered) late.push(...items.map((item) => item.cursor))
      },
      onGap: (gap) => gaps.push(gap),
      onResync: (gap) => resyncs.push(gap),
      ...options,
    },
  )
  client.onState(({ state }) => {
    if (states.at(-1) !== state.kind) states.push(state.kind)
  })
  const offsets = () => delivered.map((cursor) => parseCursor(cursor)?.offset ?? 0)
  return { client, delivered, late, gaps, resyncs, states, offsets, kind: () => client.report().state.kind }
}

/** `1 … last`. */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)
