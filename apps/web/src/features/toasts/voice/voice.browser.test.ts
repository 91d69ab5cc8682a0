import { DEFAULT_NOTIFICATION_RULES, emptyToasts } from '@nobet/domain/toasts'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { startTabs } from '../startTabs.ts'
import type { Payload } from '../toNotice.ts'
import { startLeader } from './startLeader.ts'
import type { Sound, SoundState } from './startSound.ts'
import { startVoice } from './startVoice.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** A tab as far as voices go: the browser's own locks and channel, a loudspeaker that only counts. */
function openTab(name: string, now = () => 0) {
  const tabs = startTabs(() => new BroadcastChannel(name))
  const store = createStore(() => emptyToasts<Payload>())
  const played: boolean[] = []
  const shown: string[] = []
  const soundStore = createStore<{ readonly state: SoundState }>(() => ({ state: 'off' }))
  const sound: Sound = {
    store: soundStore,
    arm: async () => soundStore.setState({ state: 'on' }),
    disarm: () => soundStore.setState({ state: 'off' }),
    play: (critical) => void played.push(critical),
    stop: () => {},
  }
  const news = {
    locks: navigator.locks,
    every: () => () => {},
    onNews: (listener: () => void) => tabs.onTold(({ type }) => type === 'voice' && listener()),
    tellNews: () => tabs.tell({ type: 'voice' }),
  }
  const voice = startVoice({
    toasts: { store },
    rules: { getState: () => DEFAULT_NOTIFICATION_RULES },
    tabs,
    now,
    sound,
    desktop: {
      store: createStore(() => ({ state: 'granted' as const })),
      ask: async () => {},
      show: ({ key }) => void shown.push(key),
      keep: () => {},
      stop: () => {},
    },
    speaker: startLeader({ ...news, name: `${name}.sound` }),
    herald: startLeader({ ...news, name: `${name}.desktop` }),
  })
  voice.setWords(() => ({ title: 'title', text: 'text' }))
  const close = () => {
    voice.stop()
    tabs.stop()
  }
  stops.push(close)
  return {
    voice,
    played,
    shown,
    close,
    leader: () => voice.speaker.store.getState().leader,
    arm: () => sound.arm(),
    wake: (seq: number, at = 0) =>
      store.setState({
        wake: {
          seq,
          at,
          critical: true,
          notice: {
            key: `alert:${seq}`,
            kind: 'alert',
            severity: 'critical',
            status: 'raised',
            at,
            payload: { kind: 'link', link: 'offline' },
          },
        },
      }),
  }
}

const one = `voice-${crypto.randomUUID()}`

describe('the voice of several tabs', () => {
  it('sounds in one of them, and in the next when that is closed', async () => {
    const [a, b] = [openTab(one), openTab(one)]
    await a.arm()
    await vi.waitFor(() => expect(a.leader()).toBe('mine'))
    await vi.waitFor(() => expect(b.leader()).toBe('other'))
    for (const tab of [a, b]) tab.wake(1)
    expect([a.played, b.played]).toEqual([[true], []])
    await b.arm()
    a.close()
    await vi.waitFor(() => expect(b.leader()).toBe('mine'))
    expect(b.played).toEqual([])
    b.wake(2)
    expect(b.played).toEqual([true])
  })

  it('is silent, and says so, while no tab is armed; a note of the desktop comes all the same, once', async () => {
    const name = `${one}-notes`
    const [a, b] = [openTab(name), openTab(name)]
    await vi.waitFor(() =>
      expect([a, b].filter(({ voice }) => voice.herald.store.getState().leader === 'mine')).toHaveLength(1),
    )
    for (const tab of [a, b]) tab.wake(1)
    expect([a.leader(), b.leader()]).toEqual(['none', 'none'])
    expect([...a.played, ...b.played]).toEqual([])
    expect([...a.shown, ...b.shown]).toEqual(['alert:1'])
  })

  it('says what the former leader did not live to say', async () => {
    const name = `${one}-heir`
    const [a, b] = [openTab(name), openTab(name)]
    await a.arm()
    await vi.waitFor(() => expect(a.leader()).toBe('mine'))
    await b.arm()
    b.wake(1)
    expect(b.played).toEqual([])
    a.close()
    await vi.waitFor(() => expect(b.played).toEqual([true]))
  })
})
