import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** Places whose rules are generated and committed. */
export const PLACES = ['staging', 'prod'] as const
/** The local stack's rules are made when it starts, for the addresses it has then. */
export type Place = (typeof PLACES)[number] | 'stack'

/** Dotted name to value: `redis.memoryWarn` to `0.8`. */
export type Values = ReadonlyMap<string, string>

/** `values.yaml` with what the place sets otherwise, then `overrides`. Both may only set what `values.yaml` has. */
export function readValues(folder: string, place: Place, overrides: Values = new Map()): Values {
  const values = flatten(readYaml(join(folder, 'values.yaml')))
  for (const [name, value] of [...flatten(readYaml(join(folder, `values.${place}.yaml`))), ...overrides]) {
    if (!values.has(name)) throw new Error(`values.${place}.yaml: ${name} is not in values.yaml`)
    values.set(name, value)
  }
  return values
}

const readYaml = (path: string): unknown => parse(readFileSync(path, 'utf8'))

function flatten(tree: unknown, prefix = ''): Map<string, string> {
  if (typeof tree !== 'object' || tree === null) return new Map([[prefix, String(tree)]])
  const parts = Object.entries(tree).map(([name, value]) => flatten(value, prefix === '' ? name : `${prefix}.${name}`))
  return new Map(parts.flatMap((part) => [...part]))
}
