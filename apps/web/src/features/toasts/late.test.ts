import type { EventBatch } from '@nobet/stream-client'
import { expect, it } from 'vitest'
import { loadRoom, type Room } from './late.tsx'

it('hands over what came before the toasts were here, and asks again for what could not be fetched', async () => {
  let arrive: (batch: EventBatch) => void = () => {}
  let again = () => {}
  let given: readonly EventBatch[] = []
  let tries = 0
  const room = { stop: () => {} } as Room // nothing else is looked at
  const late = loadRoom({
    live: {
      onBatch: (listener) => {
        arrive = listener
        return () => (arrive = () => {})
      },
    },
    delay: (run) => {
      again = run
      return () => {}
    },
    load: async () => {
      tries += 1
      if (tries === 1) throw new Error('the server is gone')
      return (missed) => {
        given = [...missed]
        return room
      }
    },
  })
  const batch: EventBatch = { items: [], recovered: false, receivedAt: 1 }
  arrive(batch)
  await Promise.resolve()
  await Promise.resolve()
  again()
  await expect(late.ready).resolves.toBe(room)
  expect(given).toEqual([batch])
  expect(tries).toBe(2)
})
