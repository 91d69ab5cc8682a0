import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'

const MIB = 1024 * 1024

/** What is done to a request on its way to the real server. */
export type Fault =
  | { readonly kind: 'pass' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hangBeforeHeaders' }
  | { readonly kind: 'hangAfterHeaders' }
  /** A byte each `everyMs`: never silent, never done. */
  | { readonly kind: 'trickle'; readonly everyMs: number }
  | { readonly kind: 'cutBeforeHeaders' }
  | { readonly kind: 'cutMidBody' }
  /** As many MiB of JSON, the length told beforehand or not. */
  | { readonly kind: 'huge'; readonly mib: number; readonly told: boolean }
  /** An answer made up on the spot. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly type: string
      readonly body: string
      readonly afterMs?: number
    }
  | { readonly kind: 'redirect'; readonly to: string }
  /** The real answer with headers added. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string | string[]>> }

/** A request as it came to the upstream. `aborted`: who asked went away before the answer was whole. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly rawHeaders: readonly string[]
  state: 'open' | 'done' | 'aborted'
}

/** Stands between the panel and a real server. */
export interface FaultProxy {
  readonly port: number
  readonly url: string
  readonly seen: readonly SeenRequest[]
  /** Requests whose path holds this text. */
  of(text: string): SeenRequest[]
  /** Open connections of the panel to it. */
  sockets(): number
  /** For every request whose path holds `only`; the others pass. */
  set(fault: Fault, only?: string): void
  /** Nobody listens any more, and what was open is reset. */
  refuse(): Promise<void>
  /** Listens again on the same port. */
  listen(): Promise<void>
  stop(): Promise<void>
}

export async function startFaultProxy(target: () => number): Promise<FaultProxy> {
  const seen: SeenRequest[] = []
  const sockets = new Set<Socket>()
  let fault: Fault = { kind: 'pass' }
  let matches = ''
  let port = 0
  let server = open()
  await listen()

  function open(): Server {
    const opened = createServer((incoming, answer) => {
      const one: SeenRequest = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        rawHeaders: incoming.rawHeaders,
        state: 'open',
      }
      seen.push(one)
      answer.on('close', () => (one.state = answer.writableFinished ? 'done' : 'aborted'))
      answer.on('error', () => undefined)
      incoming.on('error', () => undefined)
      const chosen: Fault = one.path.includes(matches) ? fault : { kind: 'pass' }
      void apply(chosen, incoming, answer, target())
    })
    opened.keepAliveTimeout = 60_000
    opened.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => undefined)
    })
    return opened
  }

  async function listen(): Promise<void> {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    // A listening TCP server has an address of this shape.
    port = (server.address() as AddressInfo).port
  }

  async function refuse(): Promise<void> {
    const closed = new Promise((resolve) => void server.close(resolve))
    for (const socket of sockets) socket.resetAndDestroy()
    await closed
  }

  return {
    get port() {
      return port
    },
    get url() {
      return `http://127.0.0.1:${port}`
    },
    seen,
    of: (text) => seen.filter(({ path }) => path.includes(text)),
    sockets: () => sockets.size,
    set(next, only = '') {
      fault = next
      matches = only
    },
    refuse,
    async listen() {
      server = open()
      await listen()
    },
    stop: refuse,
  }
}

async function apply(fault: Fault, incoming: IncomingMessage, answer: ServerResponse, target: number): Promise<void> {
  switch (fault.kind) {
    case 'pass':
      return forward(incoming, answer, target)
    case 'delay':
      await after(fault.ms)
      return forward(incoming, answer, target)
    case 'hangBeforeHeaders':
      return
    case 'hangAfterHeaders':
      answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' })
      return answer.flushHeaders()
    case 'trickle':
      return trickle(answer, fault.everyMs)
    case 'cutBeforeHeaders':
      return void answer.socket?.resetAndDestroy()
    case 'cutMidBody':
      answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' })
      answer.write(`{"status":"success","data":"${'x'.repeat(50_000)}`, () => answer.socket?.destroy())
      return
    case 'huge':
      return huge(answer, fault)
    case 'answer':
      if (fault.afterMs !== undefined) await after(fault.afterMs)
      answer.writeHead(fault.status, { 'content-type': fault.type })
      return void answer.end(fault.body)
    case 'redirect':
      answer.writeHead(302, { location: fault.to })
      return void answer.end()
    case 'headers':
      return forward(incoming, answer, target, fault.headers)
  }
}

function forward(
  incoming: IncomingMessage,
  answer: ServerResponse,
  port: number,
  added: Readonly<Record<string, string | string[]>> = {},
): void {
  const { method, url, headers } = incoming
  const onward = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, (back) => {
    answer.writeHead(back.statusCode ?? 502, { ...back.headers, ...added })
    back.on('error', () => answer.destroy())
    back.pipe(answer)
  })
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  incoming.pipe(onward)
}

async function trickle(answer: ServerResponse, everyMs: number): Promise<void> {
  answer.writeHead(200, { 'content-type': 'application/json' })
  answer.write('{"status":"success","data":"')
  while (!answer.destroyed) {
    answer.write('x')
    await after(everyMs)
  }
}

async function huge(answer: ServerResponse, { mib, told }: { mib: number; told: boolean }): Promise<void> {
  const head = '{"status":"success","data":"'
  const length = told ? { 'content-length': String(head.length + mib * MIB + 2) } : {}
  answer.writeHead(200, { 'content-type': 'application/json', ...length })
  answer.write(head)
  const chunk = Buffer.alloc(MIB, 'x')
  for (let sent = 0; sent < mib && !answer.destroyed; sent += 1) {
    if (answer.write(chunk)) continue
    await drained(answer)
  }
  answer.end('"}')
}

/** Until it takes more, or is gone. */
const drained = (answer: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const goOn = () => {
      answer.off('drain', goOn)
      answer.off('close', goOn)
      resolve()
    }
    answer.on('drain', goOn)
    answer.on('close', goOn)
  })
