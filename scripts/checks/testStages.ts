import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { TaskContext } from '../tasks/task.ts'
import { countPlaywright, type PlaywrightReport } from './playwrightReport.ts'
import type { Counts, Stage } from './stage.ts'
import { countVitest, type VitestReport } from './vitestReport.ts'

/** Every Vitest project, in one run. */
export const unitStage: Stage = {
  name: 'unit',
  async run(context) {
    const report = reportFile(context, 'unit.json')
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = await runProgram(context, 'vitest', 'node_modules/vitest/vitest.mjs', args, context.env)
    // Written by the program just run, whose version is pinned.
    return atLeastOneFailed(code, countVitest(readReport(report) as VitestReport))
  },
}

/** The scenarios in a real browser against the running product. */
export const endToEndStage: Stage = {
  name: 'e2e',
  async run(context) {
    const report = reportFile(context, 'e2e.json')
    if (!existsSync(join(context.root, 'e2e/playwright.config.ts')))
      throw new Error('e2e/playwright.config.ts is missing')
    const env = { ...context.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
    const cli = 'e2e/node_modules/@playwright/test/cli.js'
    const args = ['test', '--config', 'e2e/playwright.config.ts', '--retries=0']
    const code = await runProgram(context, 'playwright', cli, args, env)
    // Written by the program just run, whose version is pinned.
    return atLeastOneFailed(code, countPlaywright(readReport(report) as PlaywrightReport))
  },
}

async function runProgram(
  { children, root }: TaskContext,
  name: string,
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  return children.run(name, process.execPath, [file, ...args], { cwd: root, env })
}

/** Where this run's report comes; an older one is removed, so that a crash can never be read as its success. */
function reportFile({ root }: TaskContext, name: string): string {
  const folder = join(root, '.nobet/reports')
  mkdirSync(folder, { recursive: true })
  rmSync(join(folder, name), { force: true })
  return join(folder, name)
}

function readReport(path: string): unknown {
  if (!existsSync(path)) throw new Error('it ended without a report')
  return JSON.parse(readFileSync(path, 'utf8'))
}

const atLeastOneFailed = (code: number, counts: Counts): Counts =>
  code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
