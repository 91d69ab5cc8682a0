import { basename } from 'node:path'
import { describeIssue } from '@nobet/contracts'
import { Config, ENV_KEYS } from '@nobet/contracts/config'
import * as z from 'zod/mini'
import { type Env, type EnvSetting, readConfigEnv } from './configEnv.ts'
import type { ConfigFault } from './configFault.ts'
import { type ConfigFile, readConfigFile } from './configFile.ts'
import { suggestKey } from './didYouMean.ts'
import { getKey, type KeyPath, type KeyTree, withKey } from './keyTree.ts'

const DEFAULT_FILE = 'nobet.config.yaml'
const NO_FILE: ConfigFile = { tree: {}, whereIs: () => DEFAULT_FILE }

export interface ConfigDeps {
  readonly env: Env
  /** Throws when the file cannot be read. */
  readFile(path: string): string
  exists(path: string): boolean
}

/** The configuration in force with what is needed to say where each key came from. */
export interface LoadedConfig {
  readonly config: Config
  readonly path: string | null
  readonly file: ConfigFile
  readonly settings: readonly EnvSetting[]
  readonly warnings: readonly string[]
}

export type ConfigOutcome =
  | { readonly kind: 'loaded'; readonly loaded: LoadedConfig }
  | { readonly kind: 'faulty'; readonly faults: readonly ConfigFault[] }

/** Environment over file over defaults; every fault at once, each with its place. */
export function loadConfig(deps: ConfigDeps, given?: string): ConfigOutcome {
  const source = openFile(deps, given)
  if (source.kind === 'faulty') return source
  const env = readConfigEnv(deps.env, (path) => deps.readFile(path))
  const tree = env.settings.reduce<KeyTree>(
    (whole, { key, value }) => withKey(whole, key.path.split('.'), value),
    source.file.tree,
  )
  const parsed = z.safeParse(Config, tree)
  const faults = parsed.success
    ? env.faults
    : [...env.faults, ...parsed.error.issues.flatMap((issue) => toFaults(issue, { tree, ...source, ...env }))]
  if (!parsed.success || faults.length > 0) return { kind: 'faulty', faults }
  const { settings, warnings } = env
  return { kind: 'loaded', loaded: { config: parsed.data, path: source.path, file: source.file, settings, warnings } }
}

type Source = { readonly kind: 'read'; readonly path: string | null; readonly file: ConfigFile }

function openFile(deps: ConfigDeps, given: string | undefined): Source | { kind: 'faulty'; faults: ConfigFault[] } {
  const named = given ?? (deps.env['NOBET_CONFIG'] || undefined)
  const path = named ?? DEFAULT_FILE
  if (named === undefined && !deps.exists(path)) return { kind: 'read', path: null, file: NO_FILE }
  try {
    const outcome = readConfigFile(basename(path), deps.readFile(path))
    return outcome.kind === 'read' ? { ...outcome, path } : { kind: 'faulty', faults: [...outcome.faults] }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const where = given === undefined && named !== undefined ? 'NOBET_CONFIG' : path
    return { kind: 'faulty', faults: [{ where, key: '', expected: `expected a readable file: ${reason}` }] }
  }
}

interface Judged {
  readonly tree: KeyTree
  readonly file: ConfigFile
  readonly settings: readonly EnvSetting[]
}

function toFaults(issue: z.core.$ZodIssue, judged: Judged): ConfigFault[] {
  const inner = issuesWithin(issue)
  if (inner !== undefined) return inner.flatMap((each) => toFaults(each, judged))
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)))
  if (issue.code !== 'unrecognized_keys') return [toFault(path, describeIssue(issue), judged)]
  return issue.keys.map((key) => {
    const near = suggestKey(path.map(String), key)
    const hint = near === undefined ? {} : { hint: `did you mean ${near}?` }
    return {
      where: judged.file.whereIs([...path, key]),
      key: [...path, key].join('.'),
      expected: 'unknown key',
      ...hint,
    }
  })
}

/** Of a value that may have several forms: the faults of the form it has, where that can be told. */
function issuesWithin(issue: z.core.$ZodIssue): z.core.$ZodIssue[] | undefined {
  if (issue.code !== 'invalid_union') return undefined
  const isOfAnotherForm = (branch: z.core.$ZodIssue[]) =>
    branch.some(({ path }) => path.length === 0) && branch.every(({ code }) => code !== 'unrecognized_keys')
  const branches = issue.errors.filter((branch) => !isOfAnotherForm(branch))
  if (branches.length !== 1) return undefined
  return branches[0]?.map((each) => ({ ...each, path: [...issue.path, ...each.path] }))
}

function toFault(path: KeyPath, expected: string, { tree, file, settings }: Judged): ConfigFault {
  const key = path.join('.')
  const setting = settings.find((candidate) => isUnder(key, candidate.key.path))
  const known = ENV_KEYS.find((candidate) => isUnder(key, candidate.path))
  const value = getKey(tree, path)
  const secret = known?.secret === true || /token|secret/i.test(key)
  const got = value === undefined || secret ? {} : { got: JSON.stringify(value) }
  return { where: setting?.variable ?? file.whereIs(path), key, expected, ...got }
}

const isUnder = (key: string, parent: string): boolean => key === parent || key.startsWith(`${parent}.`)
