import { DEFAULT_TOAST_RULES, emptyToasts, reduceToasts, type ToastInput, type ToastState } from '@nobet/domain/toasts'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Live } from '../../live/startLive.ts'
import { type LinkWord, type Payload, toLinkNotice, toLinkWord, toNotice } from './toNotice.ts'

const TICK_MS = 250

export interface ToastDeps {
  readonly live: Pick<Live, 'onBatch' | 'link'>
  readonly now: () => number
  readonly every: (run: () => void, ms: number) => () => void
  /** Whether nobody can see the toasts now: their clock stands still. */
  readonly hidden: () => boolean
}

export interface Toasts {
  readonly store: StoreApi<ToastState<Payload>>
  readonly dismiss: (key: string) => void
  readonly markRead: () => void
  /** Stops the clock while someone points at or works in the toasts; the answer lets it go on. */
  readonly hold: () => () => void
  readonly stop: () => void
}

/** Turns what arrives into toasts by the policy of the domain. History read at the start makes none. */
export function startToasts({ live, now, every, hidden }: ToastDeps): Toasts {
  const store = createStore<ToastState<Payload>>(() => emptyToasts())
  const send = (input: ToastInput<Payload>) => {
    const before = store.getState()
    const after = reduceToasts(before, input, DEFAULT_TOAST_RULES)
    if (after !== before) store.setState(after, true)
  }
  let holders = 0
  let told: LinkWord | undefined

  const offBatch = live.onBatch(({ items }) => {
    for (const { event } of items) {
      const notice = toNotice(event)
      if (notice !== undefined) send({ type: 'notice', notice })
    }
  })
  const offLink = live.link.subscribe(({ state }) => {
    const word = toLinkWord(state)
    if (word === undefined || word === told) return
    const first = told === undefined && word === 'live'
    told = word
    if (!first) send({ type: 'notice', notice: toLinkNotice(word, now()) })
  })
  let last = now()
  const stopTicking = every(() => {
    const at = now()
    const ms = Math.max(0, at - last)
    last = at
    if (holders === 0 && !hidden()) send({ type: 'elapsed', ms })
  }, TICK_MS)

  return {
    store,
    dismiss: (key) => send({ type: 'dismiss', key }),
    markRead: () => send({ type: 'read' }),
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
      stopTicking()
    },
  }
}
