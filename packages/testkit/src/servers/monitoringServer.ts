import { rmSync } from 'node:fs'
import { type ServerProcess, startServerProcess } from './startServerProcess.ts'

export const HOST = '127.0.0.1'

/** A Prometheus or an Alertmanager on a loopback port. */
export interface MonitoringServer extends ServerProcess {
  readonly port: number
  readonly url: string
  /** Ends it and removes what it wrote. */
  stop(): Promise<void>
}

/** `dir` holds all it writes. */
export async function startMonitoringServer(
  program: string,
  { port, dir, args }: { readonly port: number; readonly dir: string; readonly args: readonly string[] },
): Promise<MonitoringServer> {
  const url = `http://${HOST}:${port}`
  const isReady = async () => (await fetch(`${url}/-/ready`)).ok
  const server = await startServerProcess({ program, args: [`--web.listen-address=${HOST}:${port}`, ...args], isReady })
  // Not a copy: the pid of the one is the pid of the other after every restart.
  return Object.assign(server, {
    port,
    url,
    async stop() {
      await server.kill()
      rmSync(dir, { recursive: true, force: true })
    },
  })
}
