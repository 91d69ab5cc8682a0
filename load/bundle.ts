import { join } from 'node:path'
import { build } from 'vite'

const FOLDER = join(import.meta.dirname, 'dist/built')
const PROCESSES = {
  server: 'fanout/server.ts',
  clients: 'fanout/clients.ts',
  publisher: 'redis/publisher.ts',
  receiver: 'redis/receiver.ts',
  proxyClient: 'proxy/client.ts',
  proxyPeer: 'proxy/peer.ts',
  staticUpstream: 'proxy/staticUpstream.ts',
} as const

/**
 * Builds the processes of the benches as the product is built. A loader that compiles on the fly names every closure,
 * which costs each of thousands of sessions memory that the product does not take.
 */
export async function bundle(): Promise<void> {
  const entries = Object.entries(PROCESSES).map(([name, file]) => [name, join(import.meta.dirname, file)] as const)
  const input: Record<string, string> = Object.fromEntries(entries)
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['bufferutil', 'utf-8-validate'], target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: FOLDER,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { input },
    },
  })
}

/** Where a built process lies. */
export const built = (name: keyof typeof PROCESSES): string => join(FOLDER, `${name}.js`)
