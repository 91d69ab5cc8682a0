import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { pushMetrics } from './pushMetrics.ts'
import { type Status, type TestOutcome, toRunFigures } from './runFigures.ts'
import { toExposition } from './toExposition.ts'

const OUTPUT = resolve(import.meta.dirname, '../../.nobet/e2e/metrics.prom')

export interface MetricsOptions {
  /** Where the figures are written; `.nobet/e2e/metrics.prom` by default. */
  readonly outputFile?: string
}

/** Writes a run's figures for Prometheus, and pushes them to `PUSHGATEWAY_URL` when it is set. Never fails a run. */
class MetricsReporter implements Reporter {
  private readonly outputFile: string
  private suite: Suite | undefined
  private folder = ''

  constructor({ outputFile = OUTPUT }: MetricsOptions = {}) {
    this.outputFile = outputFile
  }

  onBegin({ rootDir }: FullConfig, suite: Suite): void {
    this.suite = suite
    this.folder = rootDir
  }

  async onEnd(): Promise<void> {
    const outcomes = (this.suite?.allTests() ?? []).map((test) => toOutcome(test, this.folder))
    const exposition = toExposition(toRunFigures(outcomes), Date.now())
    try {
      mkdirSync(dirname(this.outputFile), { recursive: true })
      writeFileSync(`${this.outputFile}.new`, exposition)
      renameSync(`${this.outputFile}.new`, this.outputFile)
    } catch (error) {
      warn(`could not be written to ${this.outputFile}: ${String(error)}`)
    }
    const gateway = process.env['PUSHGATEWAY_URL'] ?? ''
    if (gateway === '') return
    const failure = await pushMetrics(gateway, exposition)
    if (failure !== undefined) warn(`could not be pushed to PUSHGATEWAY_URL: ${failure}`)
  }
}

// oxlint-disable-next-line import/no-default-export -- Playwright takes a reporter as the default export of its file
export default MetricsReporter

const warn = (what: string): void => console.warn(`The figures of this run ${what}`)

const toOutcome = (test: TestCase, folder: string): TestOutcome => ({
  project: test.parent.project()?.name ?? '',
  file: relative(folder, test.location.file),
  status: toStatus(test),
  durationMs: test.results.reduce((sum, { duration }) => sum + duration, 0),
})

/** A failure that a test expects of itself has passed; one that came right only when tried again is flaky. */
function toStatus(test: TestCase): Status {
  switch (test.outcome()) {
    case 'expected':
      return 'passed'
    case 'flaky':
      return 'flaky'
    case 'skipped':
      return 'skipped'
    case 'unexpected':
      return toFailure(test)
  }
}

function toFailure(test: TestCase): Status {
  const last = test.results.at(-1)?.status
  if (last === 'timedOut') return 'timedout'
  return last === 'interrupted' ? 'interrupted' : 'failed'
}
