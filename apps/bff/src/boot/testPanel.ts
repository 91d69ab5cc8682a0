import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { systemClock } from '../clock.ts'
import { loadConfig } from '../config/loadConfig.ts'
import type { Panel, StartOutcome } from './panelDeps.ts'
import { startPanel } from './wire.ts'

/** For tests: the whole panel on a free port, silent, configured by environment alone. */
export async function tryTestPanel(env: Readonly<Record<string, string>>): Promise<StartOutcome> {
  const readFile = (path: string) => readFileSync(path, 'utf8')
  const files = { env: { NOBET_PORT: '0', ...env }, exists: () => false, readFile }
  const outcome = loadConfig(files)
  if (outcome.kind === 'faulty') throw new Error(JSON.stringify(outcome.faults))
  const logger = pino({ level: 'silent' })
  const outside = { clock: systemClock, logger, randomBytes, random: Math.random, webRoot: '/nowhere' }
  return await startPanel(outcome.loaded, outside)
}

export async function startTestPanel(env: Readonly<Record<string, string>> = {}): Promise<Panel> {
  const outcome = await tryTestPanel(env)
  if (outcome.kind === 'refused') throw new Error(outcome.reason)
  return outcome.panel
}
