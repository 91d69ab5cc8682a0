import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './process.ts'

/** One JSON object a line: two workers append to it at once. */
const FILE = join(ROOT, '.nobet/e2e/latencies.jsonl')

/** Forgets the figures of the run before. */
export const clearLatencies = (): void => rmSync(FILE, { force: true })

/** Waits for `outcome`, notes how long it took, and returns that in milliseconds. How long it may take, it says itself. */
export async function timed(name: string, outcome: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await outcome()
  const ms = Math.round(performance.now() - startedAt)
  mkdirSync(dirname(FILE), { recursive: true })
  appendFileSync(FILE, `${JSON.stringify({ name, ms, at: new Date().toISOString() })}\n`)
  return ms
}
