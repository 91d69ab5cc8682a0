import { type LeaveSignal, Leaving } from './leaving.ts'

/** Identical work in the air is done once; the last who leaves ends it. */
export interface Flights<T> {
  /** `isFirst` tells whether this call began the work. `undefined`: this caller left. */
  join(key: string, signal: LeaveSignal | undefined, begin: (signal: LeaveSignal) => Promise<T>): Joined<T>
}

export interface Joined<T> {
  readonly isFirst: boolean
  readonly result: Promise<T | undefined>
}

interface Flight<T> {
  readonly result: Promise<T>
  readonly ended: Leaving
  waiters: number
}

/** `begin` must not reject: its outcome is shared by callers who each see only their own. */
export function createFlights<T>(): Flights<T> {
  const flights = new Map<string, Flight<T>>()

  const start = (key: string, begin: (signal: LeaveSignal) => Promise<T>): Flight<T> => {
    const ended = new Leaving()
    const flight: Flight<T> = { ended, waiters: 0, result: begin(ended).finally(() => land(key, flight)) }
    flights.set(key, flight)
    return flight
  }

  const land = (key: string, flight: Flight<T>) => {
    if (flights.get(key) === flight) flights.delete(key)
  }

  /** Nobody is left: whoever asks next begins anew. */
  const leave = (key: string, flight: Flight<T>) => {
    flight.waiters -= 1
    if (flight.waiters > 0) return
    land(key, flight)
    flight.ended.abort()
  }

  return {
    join(key, signal, begin) {
      if (signal?.aborted === true) return { isFirst: false, result: Promise.resolve(undefined) }
      const known = flights.get(key)
      const flight = known ?? start(key, begin)
      flight.waiters += 1
      const isFirst = known === undefined
      if (signal === undefined) return { isFirst, result: flight.result }
      return { isFirst, result: unlessLeft(flight.result, signal, () => leave(key, flight)) }
    },
  }
}

function unlessLeft<T>(work: Promise<T>, signal: LeaveSignal, onLeave: () => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      onLeave()
      resolve(undefined)
    }
    signal.addEventListener('abort', onAbort)
    work.then(
      (result) => {
        signal.removeEventListener('abort', onAbort)
        resolve(result)
      },
      (error: unknown) => {
        signal.removeEventListener('abort', onAbort)
        reject(error)
      },
    )
  })
}
