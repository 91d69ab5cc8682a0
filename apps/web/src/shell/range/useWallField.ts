import { useState } from 'react'
import { readWallTime, toWallText, type WallTime } from './wallTime.ts'

export interface WallFieldState {
  readonly text: string
  readonly wall: WallTime | undefined
  /** Which of two equal clock times is meant. */
  readonly pick: 'first' | 'second'
  /** Epoch ms; `undefined` when the text is no time. */
  readonly at: number | undefined
  readonly setText: (text: string) => void
  readonly setPick: (pick: 'first' | 'second') => void
}

/** The state of one field, beginning at `start` (epoch ms). */
export function useWallField(start: number, timeZone: string): WallFieldState {
  const [text, setText] = useState(() => toWallText(start, timeZone))
  const [pick, setPick] = useState<'first' | 'second'>('first')
  const wall = readWallTime(text, timeZone)
  const at = wall?.kind === 'twice' && pick === 'second' ? wall.later : wall?.at
  return { text, wall, pick, at, setText, setPick }
}
