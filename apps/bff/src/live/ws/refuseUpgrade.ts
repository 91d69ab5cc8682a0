import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { PROBLEM_MEDIA_TYPE } from '@nobet/contracts'
import { type ProblemOptions, toProblem } from '../../http/problem.ts'

/** Says no to an upgrade in HTTP and closes: problem+json like every other door. */
export function refuseUpgrade(socket: Duplex, options: ProblemOptions): void {
  const body = JSON.stringify(toProblem(options))
  const headers = {
    connection: 'close',
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    ...options.headers,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const status = `HTTP/1.1 ${options.status} ${STATUS_CODES[options.status] ?? ''}`
  socket.once('finish', () => socket.destroy())
  socket.end([status, ...lines, '', body].join('\r\n'))
}
