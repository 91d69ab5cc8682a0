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
