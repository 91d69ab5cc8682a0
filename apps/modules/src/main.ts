import { createLogger, createModule, startModuleServer, systemClock, systemRandom } from '@nobet/mcp-kit'
import { readEnvironment } from './environment.ts'
import { readDefinition } from './registry.ts'

const EXIT_USAGE = 2
const EXIT_FAILED = 1
/** Whoever stops us may count on two seconds. */
const STOP_DEADLINE_MS = 1_900

const read = readEnvironment(process.argv[2], process.env)
if (read.ok) {
  const { environment } = read
  const definition = readDefinition(environment)
  const logger = createLogger(definition.id, environment.logLevel)
  const module = createModule(
    definition,
    { clock: systemClock, random: systemRandom, fetch: globalThis.fetch, logger },
    environment.panel === undefined ? {} : { panel: environment.panel },
  )
  const started = await startModuleServer(module, environment.port)
  if (started.ok) {
    const { server } = started
    logger.info({ url: server.url, port: server.port }, `${definition.title} serves MCP`)
    const stop = (signal: NodeJS.Signals) => {
      logger.info({ signal }, 'stopping')
      setTimeout(() => process.exit(EXIT_FAILED), STOP_DEADLINE_MS).unref()
      void server.stop().then(() => process.exit(0))
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
  } else {
    logger.error({ reason: started.reason }, 'cannot listen')
    process.exit(EXIT_FAILED)
  }
} else {
  for (const fault of read.faults) process.stderr.write(`${fault}\n`)
  process.exitCode = EXIT_USAGE
}
