import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { freePort } from '@nobet/testkit'
import { type Running, runNode, waitForHttp } from './process.ts'

const require = createRequire(import.meta.url)

export interface StrangeServer {
  readonly url: string
  readonly running: Running
}

/** The MCP project's own reference server, over Streamable HTTP: a module nobody here has written. */
export async function startEverything(): Promise<StrangeServer> {
  const port = await freePort()
  const home = dirname(require.resolve('@modelcontextprotocol/server-everything/package.json'))
  const running = runNode(
    ['--import', join(import.meta.dirname, 'loopback.mjs'), join(home, 'dist/index.js'), 'streamableHttp'],
    { PORT: String(port) },
  )
  const url = `http://127.0.0.1:${port}/mcp`
  await waitForHttp(url, running)
  return { url, running }
}
