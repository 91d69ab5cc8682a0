import type { EventBatch } from '@nobet/stream-client'
import { type ComponentType, createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { Live } from '../../live/startLive.ts'
import type { Toasts } from './startToasts.ts'

/** Batches kept until the toasts are loaded; beyond it the oldest are only in the log. */
const MISSED_MAX = 2_000
const RETRY_MS = 3_000

/** What the chunk of the toasts brings. */
export interface Room {
  readonly toasts: Toasts
  readonly Corner: ComponentType
  /** Bell and arm control, for the top bar. */
  readonly Tools: ComponentType
  /** Gives what the toasts are made of to parts elsewhere. */
  readonly Provide: ComponentType<{ readonly children: ReactNode }>
  readonly stop: () => void
}

export interface LateRoom {
  readonly ready: Promise<Room>
  readonly stop: () => void
}

export interface LateDeps {
  readonly live: Pick<Live, 'onBatch'>
  readonly load: () => Promise<(missed: readonly EventBatch[]) => Room>
  readonly delay: (run: () => void, ms: number) => () => void
}

/** Keeps what arrives until the toasts are here; a chunk that could not be fetched is asked for again and again. */
export function loadRoom({ live, load, delay }: LateDeps): LateRoom {
  const missed: EventBatch[] = []
  const offBatch = live.onBatch((batch) => {
    missed.push(batch)
    if (missed.length > MISSED_MAX) missed.shift()
  })
  let isStopped = false
  let room: Room | undefined
  let cancel = () => {}
  const ready = new Promise<Room>((resolve) => {
    const attempt = () => {
      load().then(
        (open) => {
          offBatch()
          if (isStopped) return
          room = open(missed)
          resolve(room)
        },
        () => {
          cancel = delay(attempt, RETRY_MS)
        },
      )
    }
    attempt()
  })
  return {
    ready,
    stop: () => {
      isStopped = true
      cancel()
      offBatch()
      room?.stop()
    },
  }
}

const Context = createContext<LateRoom | undefined>(undefined)

export const RoomProvider = ({ room, children }: { room: LateRoom; children: ReactNode }) => (
  <Context value={room}>{children}</Context>
)

function useLateRoom(): Room | undefined {
  const late = useContext(Context)
  if (late === undefined) throw new Error('RoomProvider is missing')
  const [room, setRoom] = useState<Room>()
  useEffect(() => {
    let isHere = true
    void late.ready.then((found) => isHere && setRoom(found))
    return () => {
      isHere = false
    }
  }, [late])
  return room
}

/** A part of the toasts once they are here, until then what is given. */
export function FromRoom({ part, children }: { part: 'Corner' | 'Tools'; children?: ReactNode }) {
  const room = useLateRoom()
  if (room === undefined) return children
  const Part = room[part]
  return <Part />
}

/** Shows its children once the toasts are here: they may use what `RoomContext` gives. */
export function InRoom({ children }: { children: ReactNode }) {
  const room = useLateRoom()
  return room === undefined ? null : <room.Provide>{children}</room.Provide>
}
