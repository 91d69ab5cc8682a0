import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { streamed } from './answer.ts'
import { type Call, toCall } from './call.ts'
import type { Handled } from './routes.ts'

const LOOPBACK = '127.0.0.1'

export interface ListenOptions {
  /** Default 127.0.0.1. */
  host?: string
  /** Default 0: a free one. */
  port?: number
}

export interface Listening {
  url: string
  /** Ends open connections too; calling it again is harmless. */
  stop(): Promise<void>
}

/** An HTTP server that answers every call with `answer`; rejects when the port is taken. */
export async function serve(
  answer: (call: Call) => Handled | Promise<Handled>,
  { host = LOOPBACK, port = 0 }: ListenOptions,
): Promise<Listening> {
  const server = createServer((incoming, outgoing) => void respond(answer, incoming, outgoing))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  // A server that listens on TCP has an address of this kind.
  const address = server.address() as AddressInfo
  return {
    url: `http://${host}:${address.port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function respond(
  answer: (call: Call) => Handled | Promise<Handled>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    const handled = await answer(toCall(incoming, outgoing))
    if (handled === streamed) return
    const body = Buffer.from(handled.body)
    outgoing.writeHead(handled.status, { ...handled.headers, 'content-length': body.length })
    outgoing.end(incoming.method === 'HEAD' ? undefined : body)
  } catch (error) {
    // A fault of the stand-in's own must look like one, not like an answer of what it stands for.
    process.stderr.write(`stand-in: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(500, { 'content-type': 'text/plain' }).end('the stand-in itself failed\n')
  }
}
