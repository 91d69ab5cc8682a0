import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { waitFor } from '@nobet/testkit'
import { expect, test } from 'vitest'
import { queuedInSystem } from './writeProgress.ts'

const MORE_THAN_ANY_BUFFER = 64 * 1024 * 1024

test('shows what the peer has not taken of one write, while it is being taken', async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const accepted = once(server, 'connection') as Promise<[Socket]>
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [socket] = await accepted
  client.pause()
  socket.write(Buffer.alloc(MORE_THAN_ANY_BUFFER))
  const stuck = await waitFor(() => queuedInSystem(socket))
  client.resume()
  await waitFor(() => queuedInSystem(socket) < stuck)
  await waitFor(() => queuedInSystem(socket) === 0)
  expect(socket.writableLength).toBe(0)
  client.destroy()
  socket.destroy()
  server.close()
})

test('without a handle there is nothing to show', () => {
  expect(queuedInSystem(undefined)).toBe(0)
})
