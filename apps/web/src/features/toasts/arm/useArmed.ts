import { useStore } from 'zustand'
import { useVoice } from '../RoomContext.tsx'

/**
 * How this browser can be heard. `here`: this tab sounds. `ready`: armed, another tab sounds and this one takes over.
 * `elsewhere`: only another tab sounds.
 */
export type Armed = 'here' | 'ready' | 'elsewhere' | 'blocked' | 'off' | 'unsupported'

export function useArmed() {
  const { sound, desktop, speaker } = useVoice()
  const { state } = useStore(sound.store)
  const { leader } = useStore(speaker.store)
  const note = useStore(desktop.store).state
  const armed: Armed =
    state === 'on' ? (leader === 'other' ? 'ready' : 'here') : leader === 'other' ? 'elsewhere' : state
  const canWake = armed === 'here' || armed === 'ready' || armed === 'elsewhere' || note === 'granted'
  return { armed, note, canWake, isShared: leader !== 'unshared' }
}
