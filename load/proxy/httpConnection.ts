import { connect, type Socket } from 'node:net'

const CRLF2 = Buffer.from('\r\n\r\n')
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

export interface Answered {
  readonly status: number
  readonly bytes: number
}

/** A kept connection that reads answers as cheaply as Node can: the client must never be what is measured. */
export interface HttpConnection {
  ask(request: Buffer): Promise<Answered>
  close(): void
}

export function openHttpConnection(port: number): Promise<HttpConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(toConnection(socket)))
    socket.setNoDelay(true)
    socket.once('error', reject)
  })
}

interface Reading {
  status: number
  /** Of the body; -1: chunked. */
  length: number
  got: number
  /** What came before the head was whole. */
  head: Buffer
  tail: Buffer
  hasHead: boolean
}

function toConnection(socket: Socket): HttpConnection {
  let reading = fresh()
  let settle: { resolve: (answered: Answered) => void; reject: (error: Error) => void } | undefined
  const fail = (error: Error) => settle?.reject(error)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the connection was closed')))
  socket.on('data', (chunk: Buffer) => {
    if (!take(reading, chunk)) return
    const { status, got } = reading
    reading = fresh()
    settle?.resolve({ status, bytes: got })
  })
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject }
        socket.write(request)
      }),
    close: () => {
      settle = undefined
      socket.destroy()
    },
  }
}

const fresh = (): Reading => ({
  status: 0,
  length: 0,
  got: 0,
  head: Buffer.alloc(0),
  tail: Buffer.alloc(0),
  hasHead: false,
})

/** Whether the answer is whole now. */
function take(reading: Reading, chunk: Buffer): boolean {
  const body = reading.hasHead ? chunk : takeHead(reading, chunk)
  if (body === undefined) return false
  reading.got += body.length
  if (reading.length >= 0) return reading.got >= reading.length
  reading.tail = body.length >= LAST_CHUNK.length ? body.subarray(-LAST_CHUNK.length) : lastOf(reading.tail, body)
  return reading.tail.equals(LAST_CHUNK)
}

function takeHead(reading: Reading, chunk: Buffer): Buffer | undefined {
  const all = reading.head.length === 0 ? chunk : Buffer.concat([reading.head, chunk])
  const end = all.indexOf(CRLF2)
  if (end === -1) {
    reading.head = all
    return undefined
  }
  const head = all.toString('latin1', 0, end)
  reading.hasHead = true
  reading.status = Number(head.slice(9, 12))
  reading.length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? -1)
  return all.subarray(end + CRLF2.length)
}

const lastOf = (before: Buffer, after: Buffer): Buffer => Buffer.concat([before, after]).subarray(-LAST_CHUNK.length)
