import { expect, it } from 'vitest'
import { startSound } from './startSound.ts'

function setUp({ armed = false, mayPlay = false, hasAudio = true } = {}) {
  const kept = new Map(armed ? [['nobet.armed', 'yes']] : [])
  let gesture = () => {}
  const audio = Object.assign(new EventTarget(), {
    state: 'suspended',
    resume: async () => {
      audio.state = 'running'
    },
    suspend: async () => {},
    close: async () => {},
  })
  const sound = startSound({
    openAudio: hasAudio ? () => audio as unknown as AudioContext : undefined, // what a test needs of one
    mayPlay: () => mayPlay,
    onGesture: (listener) => {
      gesture = listener
      return () => (gesture = () => {})
    },
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  })
  return { sound, audio, kept, gesture: () => gesture(), state: () => sound.store.getState().state }
}

it('makes no sound before somebody asks for it, and remembers the wish', async () => {
  const { sound, state, kept } = setUp()
  expect(state()).toBe('off')
  await sound.arm()
  expect(state()).toBe('on')
  expect(kept.get('nobet.armed')).toBe('yes')
  sound.disarm()
  expect([state(), kept.get('nobet.armed')]).toEqual(['off', 'no'])
})

it('waits for a click after a reload, and says so', async () => {
  const { state, gesture } = setUp({ armed: true })
  expect(state()).toBe('blocked')
  gesture()
  await Promise.resolve()
  await Promise.resolve()
  expect(state()).toBe('on')
})

it('says when the browser takes the sound away', async () => {
  const { sound, audio, state } = setUp()
  await sound.arm()
  audio.state = 'suspended'
  audio.dispatchEvent(new Event('statechange'))
  expect(state()).toBe('blocked')
})

it('says where no sound can be made', () => {
  expect(setUp({ hasAudio: false, armed: true }).state()).toBe('unsupported')
})
