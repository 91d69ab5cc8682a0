import {
  DEFAULT_TOAST_RULES,
  emptyToasts,
  type Judged,
  judgeNotice,
  keysOf,
  type Notice,
  openKeys,
  reduceToasts,
  type Toast,
  type ToastInput,
  type ToastState,
} from '@nobet/domain/toasts'
import type { LoggedEvent } from '@nobet/contracts'
import type { EventBatch } from '@nobet/stream-client'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Live } from '../../live/startLive.ts'
import { readSilence } from './readSilence.ts'
import type { RulesStore } from './rules.ts'
import type { Tabs } from './startTabs.ts'
import { type LinkWord, type Payload, toAlertNotice, toLinkNotice, toLinkWord, toNotice } from './toNotice.ts'

const TICK_MS = 250

export interface ToastDeps {
  readonly live: Pick<Live, 'onBatch' | 'link' | 'world'>
  readonly rules: Pick<RulesStore, 'getState'>
  readonly tabs: Tabs
  readonly now: () => number
  /** Minute of the day by the clock the panel shows. */
  readonly minuteOf: (at: number) => number
  readonly every: (run: () => void, ms: number) => () => void
  /** Whether nobody can see the toasts now: their clock stands still. */
  readonly hidden: () => boolean
  /** What came before this part was loaded. */
  readonly missed?: readonly EventBatch[]
}

export interface Toasts {
  readonly store: StoreApi<ToastState<Payload>>
  /** Closes a card here and in every other tab. */
  readonly dismiss: (toast: Toast<Payload>) => void
  /** Something done in this tab: no sound. */
  readonly tell: (notice: Notice<Payload>) => void
  readonly markRead: () => void
  /** Stops the clock while someone points at or works in the toasts; the answer lets it go on. */
  readonly hold: () => () => void
  readonly stop: () => void
}

/** Turns what arrives into toasts by the policy of the domain. History read at the start makes none. */
export function startToasts(deps: ToastDeps): Toasts {
  const { live, tabs, now } = deps
  const store = createStore<ToastState<Payload>>(() => emptyToasts())
  const send = (...inputs: ToastInput<Payload>[]) => {
    const before = store.getState()
    const after = inputs.reduce((state, input) => reduceToasts(state, input, DEFAULT_TOAST_RULES), before)
    if (after !== before) store.setState(after, true)
  }
  const judge = (notice: Notice<Payload>): Judged<Payload> => ({
    notice,
    verdict: judgeNotice(notice, deps.rules.getState(), deps.minuteOf(now())),
  })
  const findAlert = (fingerprint: string) => live.world.getState().world.alerts[fingerprint]
  let holders = 0
  let wasBroken = false

  /** Silenced by whatever tool: its toasts leave; when that ends, what is still open is told again. */
  const takeSilence = (event: LoggedEvent) => {
    const silence = readSilence(event)
    if (silence === undefined) return
    if (silence.begins) {
      const keys = openNotices(store.getState()).filter(({ labels }) => labels !== undefined && silence.hits(labels))
      return send({ type: 'dismiss', keys: keys.map(({ key }) => key) })
    }
    const alerts = Object.values(live.world.getState().world.alerts)
    const back = alerts.filter(({ labels, acknowledged }) => acknowledged === undefined && silence.hits(labels))
    const notices = back.map((alert) => ({ ...toAlertNotice(alert, now()), returns: true }))
    send(...notices.map((notice) => ({ type: 'notice' as const, ...judge(notice) })))
  }
  const takeBatch = ({ items, recovered }: EventBatch) => {
    for (const { event } of items) takeSilence(event)
    const told = items.flatMap(({ event }) => toNotice(event, findAlert) ?? []).map(judge)
    if (told.length === 0) return
    if (recovered && wasBroken) send({ type: 'away', told })
    else send(...told.map((one) => ({ type: 'notice' as const, ...one })))
  }
  const offLink = followLink(live.link, {
    tell: (word) => send({ type: 'notice', ...judge(toLinkNotice(word, now())) }),
    onBroken: () => {
      wasBroken = true
    },
  })
  const offWorld = followWorld(live.world, (isFirst) => {
    const { over, open } = compare(store.getState(), live.world.getState().world.alerts, now())
    send(...over.map((notice) => ({ type: 'notice' as const, ...judge(notice) })))
    const told = open.map(judge)
    // Already open when the page came: shown, not sounded.
    if (isFirst) send(...told.map(({ notice, verdict }) => toSilent(notice, verdict?.toast ?? true)))
    else send({ type: 'away', told })
  })
  for (const batch of deps.missed ?? []) takeBatch(batch)
  const offBatch = live.onBatch(takeBatch)
  const offTabs = tabs.onTold((message) => {
    if (message.type === 'dismiss') send({ type: 'dismiss', keys: message.keys })
    if (message.type === 'read') send({ type: 'read' })
  })
  let last = now()
  const stopTicking = deps.every(() => {
    const at = now()
    const ms = Math.max(0, at - last)
    last = at
    if (holders === 0 && !deps.hidden()) send({ type: 'elapsed', ms })
  }, TICK_MS)

  return {
    store,
    dismiss: (toast) => {
      const keys = keysOf(toast)
      send({ type: 'dismiss', keys })
      tabs.tell({ type: 'dismiss', keys })
    },
    tell: (notice) => send(toSilent(notice, true)),
    markRead: () => {
      if (store.getState().unread === 0) return
      send({ type: 'read' })
      tabs.tell({ type: 'read' })
    },
    hold: () => {
      holders += 1
      let held = true
      return () => {
        if (held) holders -= 1
        held = false
      }
    },
    stop: () => {
      offBatch()
      offLink()
      offWorld()
      offTabs()
      stopTicking()
    },
  }
}

const toSilent = (notice: Notice<Payload>, toast: boolean): ToastInput<Payload> => ({
  type: 'notice',
  notice,
  verdict: { toast, wake: false },
})

/** Tells each state worth words once; the first `live` is none. */
function followLink(
  link: Live['link'],
  { tell, onBroken }: { readonly tell: (word: LinkWord) => void; readonly onBroken: () => void },
): () => void {
  let told: LinkWord | undefined
  const look = ({ state }: ReturnType<typeof link.getState>) => {
    const word = toLinkWord(state)
    if (told !== undefined && (state.kind === 'reconnecting' || state.kind === 'offline')) onBroken()
    if (word === undefined || word === told) return
    const isFirst = told === undefined && word === 'live'
    told = word
    if (!isFirst) tell(word)
  }
  look(link.getState())
  return link.subscribe(look)
}

/** Calls back whenever a snapshot has made the picture anew. */
function followWorld(world: Live['world'], onReady: (isFirst: boolean) => void): () => void {
  let isFirst = true
  const ready = () => {
    const first = isFirst
    isFirst = false
    onReady(first)
  }
  if (world.getState().status === 'ready') ready()
  return world.subscribe((state, before) => {
    if (state.status === 'ready' && before.status !== 'ready') ready()
  })
}

/** Where toasts and the picture differ: alerts on cards that are over or taken, open criticals that no card tells. */
function compare(
  toasts: ToastState<Payload>,
  alerts: ReturnType<Live['world']['getState']>['world']['alerts'],
  now: number,
): { readonly over: Notice<Payload>[]; readonly open: Notice<Payload>[] } {
  const notices = openNotices(toasts)
  const onCards = new Set(notices.map(({ key }) => key))
  const over = notices.flatMap((notice) => {
    const { payload } = notice
    if (payload.kind !== 'event' || payload.event.type !== 'alert.firing') return []
    const alert = alerts[payload.event.data.fingerprint]
    if (alert !== undefined && alert.acknowledged === undefined) return []
    return [{ ...notice, at: now, status: alert === undefined ? ('cleared' as const) : ('acknowledged' as const) }]
  })
  const open = Object.values(alerts)
    .filter(({ severity, acknowledged }) => severity === 'critical' && acknowledged === undefined)
    .map((alert) => toAlertNotice(alert, now))
    .filter(({ key }) => !onCards.has(key))
  return { over, open }
}

/** Everything that is open on a card, once. */
function openNotices({ toasts }: ToastState<Payload>): readonly Notice<Payload>[] {
  const open = new Set(toasts.flatMap(openKeys))
  const notices = toasts.flatMap(({ notice, members }) => [notice, ...members.map((member) => member.notice)])
  return [...new Map(notices.map((notice) => [notice.key, notice])).values()].filter(({ key }) => open.has(key))
}
