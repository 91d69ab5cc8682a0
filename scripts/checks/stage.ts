import type { TaskContext } from '../tasks/task.ts'

/** How many checks of a stage passed and failed. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** One step of `test`; a throw counts as one failed check. */
export interface Stage {
  readonly name: string
  readonly run: (context: TaskContext) => Promise<Counts>
}

export const PASSED: Counts = { passed: 1, failed: 0, skipped: 0 }
export const FAILED: Counts = { passed: 0, failed: 1, skipped: 0 }

/**
 * Runs all stages in order, whatever becomes of one of them, and ends with the plain line `N passed, N failed`.
 * The value is the exit code.
 */
export async function runStages(context: TaskContext, stages: readonly Stage[]): Promise<number> {
  const results: { line: string; counts: Counts }[] = []
  for (const stage of stages) {
    context.print(`\n== ${stage.name}`)
    const startedAt = performance.now()
    const counts = await runStage(context, stage)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    results.push({ counts, line: `${stage.name.padEnd(16)}${seconds.padStart(7)} s  ${describeCounts(counts)}` })
  }
  const total = results.map(({ counts }) => counts).reduce(add)
  context.print('')
  for (const { line } of results) context.print(line)
  if (total.skipped > 0) context.print(`${total.skipped} skipped`)
  context.print(`${total.passed} passed, ${total.failed} failed`)
  return total.failed > 0 || total.passed === 0 ? 1 : 0
}

async function runStage(context: TaskContext, stage: Stage): Promise<Counts> {
  try {
    return await stage.run(context)
  } catch (error) {
    context.print(`${stage.name} failed: ${error instanceof Error ? error.message : String(error)}`)
    return FAILED
  }
}

const describeCounts = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

const add = (left: Counts, right: Counts): Counts => ({
  passed: left.passed + right.passed,
  failed: left.failed + right.failed,
  skipped: left.skipped + right.skipped,
})
