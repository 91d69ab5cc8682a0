import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** A rule as written in `rules/`, its values still named as `${redis.memoryWarn}`. */
export interface RuleSource {
  readonly alert?: string
  readonly record?: string
  readonly expr: string
  readonly for?: string
  readonly severity?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly dashboard?: string
  readonly board?: string
  readonly runbook?: string
  readonly summary?: string
  readonly description?: string
}

export interface GroupSource {
  readonly name: string
  readonly component: string
  /** Path of the page in the panel. */
  readonly dashboard: string
  /** Uid of the board in Grafana, with the variables it is opened with. */
  readonly board: string
  readonly rules: readonly RuleSource[]
}

/** The groups of `rules/`, each named after its file. */
export function readGroups(folder: string): readonly GroupSource[] {
  return readdirSync(join(folder, 'rules'))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      // Our own files; promtool reads what is made of them.
      const group = parse(readFileSync(join(folder, 'rules', file), 'utf8')) as Omit<GroupSource, 'name'>
      return { ...group, name: file.replace('.yaml', '') }
    })
}
