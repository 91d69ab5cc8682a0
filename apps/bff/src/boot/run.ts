import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { systemClock } from '../clock.ts'
import { formatFault } from '../config/configFault.ts'
import type { Env } from '../config/configEnv.ts'
import { type ConfigDeps, type LoadedConfig, loadConfig } from '../config/loadConfig.ts'
import { toUpstreamTargets } from '../sources/registry/upstreamTargets.ts'
import { traceInHand } from '../telemetry/spanInHand.ts'
import { checkConfig } from './checkConfig.ts'
import { mintToken } from './mintToken.ts'
import type { Panel } from './panelDeps.ts'
import { VERSION } from './version.ts'
import { startPanel } from './wire.ts'

const STOP_WITHIN_MS = 5_000

export interface RunOptions {
  /** Without the interpreter and the script. */
  readonly args: readonly string[]
  readonly env: Env
  /** Directory of the running script; the page lies at a fixed place from it. */
  readonly scriptDir: string
}

/** The program: `check-config [file]`, `token --role …`, or the panel until a signal ends it. */
export async function run({ args, env, scriptDir }: RunOptions): Promise<void> {
  const files = { env, readFile: (path: string) => readFileSync(path, 'utf8'), exists: existsSync }
  const [command, ...rest] = args
  if (command === 'check-config') {
    process.exitCode = checkConfig(files, rest[0], (line) => process.stdout.write(`${line}\n`))
    return
  }
  if (command === 'token') return await runToken(files, rest)
  if (command !== undefined) return refuse(`unknown command "${command}"; there are check-config [file] and token`)
  const outcome = loadConfig(files)
  if (outcome.kind === 'faulty') return refuse(outcome.faults.map(formatFault).join('\n'))
  const { loaded } = outcome
  const logger = pino({ level: loaded.config.log.level, base: { name: 'nobet' }, mixin: () => traceInHand() ?? {} })
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'a bug ended the process')
    process.exit(1)
  })
  for (const warning of loaded.warnings) logger.warn(warning)
  const started = await startPanel(loaded, {
    clock: systemClock,
    logger,
    randomBytes,
    random: Math.random,
    webRoot: join(scriptDir, '../../../dist/web'),
  })
  if (started.kind === 'refused') return refuse(started.reason)
  announce(loaded, started.panel, logger)
  stopOnSignal(() => started.panel.stop(), logger)
}

/** The token alone goes to stdout, so that it can be piped; what it is goes to stderr. */
async function runToken(files: ConfigDeps, args: readonly string[]): Promise<void> {
  const outcome = await mintToken(files, args, Date.now())
  if (outcome.kind === 'refused') {
    process.stderr.write(`${outcome.reason}\n`)
    process.exitCode = 1
    return
  }
  process.stderr.write(`${outcome.about}\n`)
  process.stdout.write(`${outcome.token}\n`)
}

/** The address, what is and is not configured, and aloud that nobody is asked who they are. */
function announce({ config, path }: LoadedConfig, panel: Panel, logger: pino.Logger): void {
  const upstreams = toUpstreamTargets(config)
  const named = (isConfigured: boolean) =>
    upstreams.filter(({ checks }) => checks.length > 0 === isConfigured).map(({ id }) => id)
  const { url } = panel
  const modules = Object.keys(config.modules)
  logger.info(
    { version: VERSION, url, file: path, modules, configured: named(true), notConfigured: named(false) },
    'panel started',
  )
  if (config.auth.mode === 'none') {
    logger.warn('authentication is off (NOBET_AUTH=none): every caller on this machine is admin')
  } else if (config.server.publicUrl === undefined) {
    logger.warn('NOBET_PUBLIC_URL is not set: only requests to a loopback name are answered')
  }
}

function refuse(reason: string): void {
  process.stderr.write(`nobet does not start:\n${reason}\n`)
  process.exitCode = 1
}

/** The first signal drains; the second, or five seconds, end the process at once. */
function stopOnSignal(stop: () => Promise<void>, logger: pino.Logger): void {
  let stopping = false
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    logger.info({ signal }, 'stopping')
    setTimeout(() => {
      logger.error(`not stopped within ${STOP_WITHIN_MS} ms`)
      process.exit(1)
    }, STOP_WITHIN_MS).unref()
    void stop().then(() => {
      logger.info('stopped')
      process.exit(0)
    })
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}
