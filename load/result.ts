import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'

const FOLDER = resolve(import.meta.dirname, '../.nobet/bench')

/** Keeps the figures of a bench as JSON, with what machine and runtime they come from. */
export async function writeResult(name: string, figures: object): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version, at: new Date().toISOString() }
  await writeFile(join(FOLDER, `${name}.json`), `${JSON.stringify({ machine, ...figures }, null, 2)}\n`)
}

/** Of an even number of values the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2
}

export const round = (value: number): number => Math.round(value * 10) / 10
