import { WebSocket } from 'ws'
import { type FromClients, nowMs, type PeerName, type ToClients } from './protocol.ts'

/** The delays of every fiftieth connection are read, so of first and last served alike; all are counted. */
const TIMED_EVERY = 50
const SEQ = Buffer.from('"seq":')
const SEQ_TEXT = /"seq":(\d+),"at":([\d.]+)/g
const AT_ONCE = 100

const tell = (message: FromClients) => process.send?.(message)

interface Client {
  readonly socket: WebSocket
  count: number
  messages: number
}

const clients: Client[] = []
let delays: number[] = []

async function connect({ port, peer, count }: Extract<ToClients, { do: 'connect' }>): Promise<void> {
  for (let made = 0; made < count; made += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - made) }, () => open(port, peer))
    await Promise.all(batch)
  }
}

function open(port: number, peer: PeerName): Promise<void> {
  const url =
    peer === 'socket.io'
      ? `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`
      : `ws://127.0.0.1:${port}/api/v1/stream`
  const socket = new WebSocket(url, peer === 'nobet' ? ['nobet.v1'] : [], { perMessageDeflate: false })
  const client: Client = { socket, count: 0, messages: 0 }
  const timed = clients.push(client) % TIMED_EVERY === 0
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => {
      if (peer === 'nobet') socket.send(JSON.stringify({ op: 'hello', topics: ['*'] }))
      if (peer === 'ws' || peer === 'ws-batch') resolve()
    })
    socket.on('message', (data: Buffer) => {
      if (data.length < 300) greet(socket, peer, data.toString(), resolve)
      else take(client, data, timed)
    })
  })
}

/** What each protocol says before the first event. */
function greet(socket: WebSocket, peer: PeerName, text: string, done: () => void): void {
  if (peer === 'nobet' && text.includes('"welcome"')) done()
  if (peer !== 'socket.io') return
  if (text.startsWith('0')) socket.send('40')
  if (text.startsWith('40')) done()
  if (text === '2') socket.send('3')
}

function take(client: Client, data: Buffer, timed: boolean): void {
  const now = nowMs()
  client.messages += 1
  for (let at = data.indexOf(SEQ); at >= 0; at = data.indexOf(SEQ, at + 300)) client.count += 1
  if (timed) for (const [, , at] of data.toString().matchAll(SEQ_TEXT)) delays.push(now - Number(at))
}

/** Reports when every client has what was published, or no client has got anything for a while. */
function report(events: number): void {
  const quietMs = 5_000
  let last = -1
  let lastAt = Date.now()
  const timer = setInterval(() => {
    const deliveries = clients.reduce((sum, client) => sum + client.count, 0)
    if (deliveries !== last) lastAt = Date.now()
    last = deliveries
    if (deliveries < events * clients.length && Date.now() - lastAt < quietMs) return
    clearInterval(timer)
    const sorted = delays.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
    const messages = clients.reduce((sum, client) => sum + client.messages, 0)
    const lost = events * clients.length - deliveries
    tell({ told: 'received', deliveries, lost, messages, p50: at(0.5), p99: at(0.99) })
    for (const client of clients) {
      client.count = 0
      client.messages = 0
    }
    delays = []
  }, 20)
}

process.on('message', (message: ToClients) => {
  if (message.do === 'connect') void connect(message).then(() => tell({ told: 'connected' }))
  if (message.do === 'await') report(message.events)
  if (message.do === 'stop') process.exit(0)
})
