import { type DrillStarted, type LogItem, readKnownEvent } from '@nobet/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import { useLive } from '../../../live/LiveContext.tsx'
import { alertApi } from '../data/alertApi.ts'

/** Times in epoch ms: `accepted` and `told` by the server's clock, `received` and `painted` by this browser's. */
export interface Hops {
  readonly accepted: number
  readonly told?: number
  readonly received?: number
  readonly painted?: number
  readonly ended?: number
}

export type DrillState =
  | { readonly kind: 'idle' | 'asking' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'running'; readonly drill: DrillStarted; readonly hops: Hops }

interface Arrived {
  readonly item: LogItem
  readonly receivedAt: number
}

/** A drill's events that came before the server answered which drill it is; bounded. */
const EARLY_MAX = 50

/** A test alert on its way: each hop as it is seen here. */
export function useDrill() {
  const api = useApi()
  const live = useLive()
  const [state, setState] = useState<DrillState>({ kind: 'idle' })
  const early = useRef<Arrived[]>([])
  const drillId = useRef<string>(undefined)

  const take = useCallback(({ item, receivedAt }: Arrived) => {
    const event = readKnownEvent(item.event)
    if (event?.type !== 'alert.firing' && event?.type !== 'alert.resolved') return
    if (event.data.labels['drill_id'] !== drillId.current) return
    if (event.type === 'alert.resolved')
      return setState((before) => withHops(before, { ended: Date.parse(item.event.time) }))
    setState((before) => withHops(before, { told: Date.parse(item.event.time), received: receivedAt }))
    requestAnimationFrame(() => setState((before) => withHops(before, { painted: Date.now() })))
  }, [])

  useEffect(
    () =>
      live.onBatch(({ items }) => {
        for (const item of items) {
          if (!isDrill(item)) continue
          const arrived = { item, receivedAt: Date.now() }
          if (drillId.current === undefined) early.current = [...early.current, arrived].slice(-EARLY_MAX)
          else take(arrived)
        }
      }),
    [live, take],
  )

  const start = useCallback(async () => {
    drillId.current = undefined
    early.current = []
    setState({ kind: 'asking' })
    try {
      const drill = await alertApi.drill(api)
      drillId.current = drill.drillId
      setState({ kind: 'running', drill, hops: { accepted: Date.parse(drill.postedAt) } })
      for (const arrived of early.current) take(arrived)
      early.current = []
    } catch (error) {
      setState({ kind: 'refused', message: error instanceof Error ? error.message : String(error) })
    }
  }, [api, take])
  return { state, start, close: () => setState({ kind: 'idle' }) }
}

const isDrill = ({ event: { type, data } }: LogItem): boolean =>
  type.startsWith('alert.') && JSON.stringify(data).includes('drill_id')

function withHops(state: DrillState, hops: Partial<Hops>): DrillState {
  if (state.kind !== 'running') return state
  // The first time of each counts: a repeat is no hop.
  return { ...state, hops: { ...hops, ...state.hops } }
}
