import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNode } from './process.ts'

const CLI = 'e2e/node_modules/@playwright/test/cli.js'
const CONFIG = 'e2e/reporter/fixture/playwright.config.ts'
const RUN_MS = 120_000

export interface ReportedRun {
  readonly exitCode: number | null
  readonly output: string
  /** What the reporter wrote. */
  readonly exposition: string
}

/** A run of Playwright of its own, one test of every outcome, with the reporter that is tried. */
export async function runReporter(env: Readonly<Record<string, string>> = {}): Promise<ReportedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'nobet-reporter-'))
  try {
    const running = runNode([CLI, 'test', '--config', CONFIG], { REPORTER_TEST_DIR: folder, ...env })
    const exitCode = await running.ended(RUN_MS)
    const file = join(folder, 'metrics.prom')
    if (!existsSync(file)) throw new Error(`no figures:\n${running.output()}`)
    return { exitCode, output: running.output(), exposition: await readFile(file, 'utf8') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
