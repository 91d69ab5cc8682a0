import { createStore, type StoreApi } from 'zustand/vanilla'
import { playChime } from './chime.ts'

const WISH_KEY = 'nobet.armed'

/**
 * `off`: nobody asked for it. `blocked`: wanted, but the browser waits for a click on this page. `on`: can be heard.
 * `unsupported`: this browser makes no sounds.
 */
export type SoundState = 'off' | 'blocked' | 'on' | 'unsupported'

export interface SoundDeps {
  /** `undefined` where there is no WebAudio. */
  readonly openAudio: (() => AudioContext) | undefined
  /** Whether the page has been clicked: before that a sound is refused. */
  readonly mayPlay: () => boolean
  /** Told of the next click or key on the page. */
  readonly onGesture: (listener: () => void) => () => void
  readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
}

export interface Sound {
  readonly store: StoreApi<{ readonly state: SoundState }>
  /** Call from a click. */
  readonly arm: () => Promise<void>
  readonly disarm: () => void
  readonly play: (critical: boolean, volume: number) => void
  readonly stop: () => void
}

/** The tab's own loudspeaker. Who armed it once is armed again by the first click after a reload. */
export function startSound({ openAudio, mayPlay, onGesture, storage }: SoundDeps): Sound {
  const store = createStore<{ readonly state: SoundState }>(() => ({
    state: openAudio === undefined ? 'unsupported' : 'off',
  }))
  let audio: AudioContext | undefined
  let offGesture = () => {}
  const set = (state: SoundState) => {
    if (store.getState().state !== state) store.setState({ state })
  }
  const look = () => {
    if (audio === undefined || store.getState().state === 'off') return
    set(audio.state === 'running' ? 'on' : 'blocked')
    if (audio.state !== 'running') waitForGesture()
  }
  const waitForGesture = () => {
    offGesture()
    offGesture = onGesture(() => {
      offGesture()
      void open()
    })
  }
  const open = async () => {
    if (openAudio === undefined) return
    if (audio === undefined) {
      audio = openAudio()
      audio.addEventListener('statechange', look)
    }
    set('blocked')
    try {
      await audio.resume()
    } catch {
      // Closed or refused: the state says so.
    }
    look()
  }
  if (openAudio !== undefined && readWish(storage)) {
    set('blocked')
    if (mayPlay()) void open()
    else waitForGesture()
  }
  return {
    store,
    arm: async () => {
      writeWish(storage, true)
      await open()
    },
    disarm: () => {
      writeWish(storage, false)
      offGesture()
      if (openAudio !== undefined) set('off')
      void audio?.suspend()
    },
    play: (critical, volume) => {
      if (audio !== undefined && store.getState().state === 'on') playChime(audio, critical, volume)
    },
    stop: () => {
      offGesture()
      audio?.removeEventListener('statechange', look)
      void audio?.close()
    },
  }
}

function readWish(storage: SoundDeps['storage']): boolean {
  try {
    return storage?.getItem(WISH_KEY) === 'yes'
  } catch {
    return false
  }
}

function writeWish(storage: SoundDeps['storage'], wish: boolean): void {
  try {
    storage?.setItem(WISH_KEY, wish ? 'yes' : 'no')
  } catch {
    // Then it has to be armed after each reload.
  }
}
