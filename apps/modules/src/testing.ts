import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import {
  type Clock,
  createModule,
  type ModuleDefinition,
  silentLogger,
  startModuleServer,
  systemRandom,
} from '@nobet/mcp-kit'

export interface ConnectedModule {
  readonly client: Client
  stop(): Promise<void>
}

/** Runs a module on a free port and connects the official client of the modern era. */
export async function connectTo(
  definition: ModuleDefinition,
  clock: Clock,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<ConnectedModule> {
  const module = createModule(definition, { clock, random: systemRandom, fetch, logger: silentLogger })
  const started = await startModuleServer(module, 0)
  if (!started.ok) throw new Error(started.reason)
  const client = new Client({ name: 'test', version: '0' }, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new StreamableHTTPClientTransport(new URL(started.server.url)))
  return {
    client,
    async stop() {
      await client.close()
      await started.server.stop()
    },
  }
}
