import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ratio } from './ratios.ts'

const FILE = join(import.meta.dirname, 'baseline.json')

/** Ratio by name, of the run that was kept. */
type Baseline = Readonly<Record<string, number>>

/** What is worse than the kept run by more than its tolerance, in words; empty when nothing is. */
export function findRegressions(ratios: readonly Ratio[]): readonly string[] {
  if (!existsSync(FILE)) return ['there is no baseline yet: run with NOBET_BENCH_RECORD=1']
  // Written by `recordBaseline`.
  const kept = JSON.parse(readFileSync(FILE, 'utf8')) as Baseline
  return ratios.flatMap(({ name, value, better, tolerance }) => {
    const before = kept[name]
    if (before === undefined) return [`${name}: not in the baseline`]
    if (Number.isNaN(value)) return [`${name}: was not measured`]
    const limit = better === 'higher' ? before * (1 - tolerance) : before * (1 + tolerance)
    const isWorse = better === 'higher' ? value < limit : value > limit
    return isWorse ? [`${name}: ${show(value)}, was ${show(before)}, may be ${show(limit)}`] : []
  })
}

/** Keeps this run as what later ones are held against. */
export function recordBaseline(ratios: readonly Ratio[]): void {
  const kept: Baseline = Object.fromEntries(ratios.map(({ name, value }) => [name, Number(show(value))]))
  writeFileSync(FILE, `${JSON.stringify(kept, null, 2)}\n`)
}

const show = (value: number): string => value.toFixed(3)
