import { createServer } from 'node:net'

/** The wanted loopback port when nothing listens there, else one the kernel gives. */
export async function freePort(wanted = 0): Promise<number> {
  return (await tryListen(wanted)) ?? (await tryListen(0)) ?? Promise.reject(new Error('no free loopback port'))
}

export async function isFree(port: number): Promise<boolean> {
  return (await tryListen(port)) !== undefined
}

/** Reads a port from the environment; nonsense is an error that names the variable. */
export function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`${name}=${text} is not a port: expected a whole number from 1 to 65535`)
}

function tryListen(port: number): Promise<number | undefined> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}
