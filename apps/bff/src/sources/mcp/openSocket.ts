import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Clock } from '../../clock.ts'
import { ProbeFault } from './probeFault.ts'
import type { ProbeBudget } from './probeTarget.ts'
import type { RungClock } from './rungClock.ts'

export interface SocketDeps {
  readonly clock: Clock
  readonly budget: ProbeBudget
  readonly rungs: RungClock
}

/** The lowest three rungs: address, connection, TLS (skipped on http). Throws a {@link ProbeFault}. */
export async function openSocket(url: URL, deps: SocketDeps): Promise<Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const address = await deps.rungs.time('dns', () => resolveHost(host, deps))
  const tcp = await deps.rungs.time('tcp', () => openTcp(host, address, port, deps))
  if (url.protocol !== 'https:') {
    deps.rungs.skip('tls')
    return tcp
  }
  return deps.rungs.time('tls', () => openTls(tcp, host, deps))
}

type Addresses = Awaited<ReturnType<typeof lookupAll>>
const lookupAll = (host: string) => lookup(host, { all: true })

async function resolveHost(host: string, { clock, budget }: SocketDeps): Promise<Addresses> {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  const timeout = delay(clock, budget.dnsMs, () => new ProbeFault('dns', 'dns_failed', { host, code: 'ETIMEOUT' }))
  try {
    return await Promise.race([lookupAll(host), timeout.expired])
  } catch (error) {
    throw error instanceof ProbeFault
      ? error
      : new ProbeFault('dns', 'dns_failed', { host, code: codeOf(error) }, error)
  } finally {
    timeout.cancel()
  }
}

function openTcp(host: string, addresses: Addresses, port: number, deps: SocketDeps): Promise<Socket> {
  const { tcpMs } = deps.budget
  const socket = connectTcp({
    host,
    port,
    autoSelectFamily: true,
    noDelay: true,
    lookup: (_host, _options, callback) => callback(null, addresses),
  })
  return settle(socket, 'connect', deps.clock, tcpMs, {
    timedOut: () => new ProbeFault('tcp', 'connect_timeout', { ms: tcpMs }),
    failed: (error) => toTcpFault(error, tcpMs),
  })
}

function openTls(tcp: Socket, host: string, deps: SocketDeps): Promise<Socket> {
  const { tlsMs } = deps.budget
  const servername = isIP(host) === 0 ? { servername: host } : {}
  const socket = connectTls({ socket: tcp, host, ALPNProtocols: ['http/1.1'], ...servername })
  return settle(socket, 'secureConnect', deps.clock, tlsMs, {
    timedOut: () => new ProbeFault('tls', 'tls_failed', { code: 'ETIMEOUT' }),
    failed: (error) => new ProbeFault('tls', 'tls_failed', { code: codeOf(error) }, error),
  })
}

interface Faults {
  readonly timedOut: () => ProbeFault
  readonly failed: (error: unknown) => ProbeFault
}

async function settle(socket: Socket, ready: string, clock: Clock, ms: number, faults: Faults): Promise<Socket> {
  const timeout = delay(clock, ms, faults.timedOut)
  try {
    const opened = new Promise<Socket>((resolve, reject) => {
      socket.once(ready, () => resolve(socket))
      socket.once('error', (error) => reject(faults.failed(error)))
      socket.once('close', () => reject(faults.failed(new Error('closed during the handshake'))))
    })
    return await Promise.race([opened, timeout.expired])
  } catch (error) {
    socket.on('error', ignoreLate)
    socket.destroy()
    throw error
  } finally {
    timeout.cancel()
  }
}

/** A destroyed socket may still report; the fault is already told. */
const ignoreLate = (): void => undefined

function toTcpFault(error: unknown, ms: number): ProbeFault {
  const code = codeOf(error)
  if (code === 'ETIMEDOUT') return new ProbeFault('tcp', 'connect_timeout', { ms }, error)
  return new ProbeFault('tcp', 'refused', { code }, error)
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'unknown'
}

function delay(clock: Clock, ms: number, toFault: () => ProbeFault) {
  let cancel = (): void => undefined
  const expired = new Promise<never>((_, reject) => {
    cancel = clock.setTimer(() => reject(toFault()), ms)
  })
  return { expired, cancel: () => cancel() }
}
