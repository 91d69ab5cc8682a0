import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Check, CheckOutcome } from './checkHttp.ts'

const REDIS_PORT = 6379

/** One inline PING. `+PONG` and `-NOAUTH` both mean that a Redis answered; nothing is sent that needs rights. */
export const checkRedis: Check = (url, signal) =>
  new Promise((resolve) => {
    const socket = open(new URL(url))
    const finish = (outcome: CheckOutcome) => {
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      resolve(outcome)
    }
    const onAbort = () => finish({ kind: 'failed', reason: 'no answer in time' })
    signal.addEventListener('abort', onAbort, { once: true })
    socket.on('error', (error) => finish({ kind: 'failed', reason: error.message }))
    socket.on('close', () => finish({ kind: 'failed', reason: 'closed without an answer' }))
    socket.once('data', (chunk) => finish(judge(chunk.toString('latin1'))))
    socket.write('PING\r\n')
  })

function open(url: URL): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? REDIS_PORT : Number(url.port)
  return url.protocol === 'rediss:' ? connectTls({ host, port, servername: host }) : connectTcp({ host, port })
}

const judge = (answer: string): CheckOutcome =>
  answer.startsWith('+PONG') || answer.startsWith('-NOAUTH')
    ? { kind: 'ok' }
    : { kind: 'failed', reason: `answered ${JSON.stringify(answer.slice(0, 40))}` }
