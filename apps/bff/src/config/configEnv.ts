import { ENV_KEYS, type EnvKey, type EnvKind, OTHER_ENV } from '@nobet/contracts/config'
import type { ConfigFault } from './configFault.ts'
import { suggestEnv } from './didYouMean.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** What one variable says. `value: undefined` means set but empty: the key is taken back to its default. */
export interface EnvSetting {
  readonly key: EnvKey
  /** The variable that was set: the name itself or its `_FILE` twin. */
  readonly variable: string
  readonly value: unknown
}

export interface EnvReading {
  readonly settings: readonly EnvSetting[]
  readonly faults: readonly ConfigFault[]
  /** Variables that look like ours and are read by nobody. */
  readonly warnings: readonly string[]
}

type ReadFile = (path: string) => string
type Decoded = { readonly value: unknown } | { readonly expected: string }

export function readConfigEnv(env: Env, readFile: ReadFile): EnvReading {
  const settings: EnvSetting[] = []
  const faults: ConfigFault[] = []
  for (const key of ENV_KEYS) {
    const text = readVariable(key, env, readFile)
    if (text === undefined) continue
    const decoded = 'text' in text ? decode(key.kind, text.text) : { expected: text.expected }
    if ('value' in decoded) settings.push({ key, variable: text.variable, value: decoded.value })
    else faults.push(toFault(key, text.variable, decoded.expected, 'text' in text ? text.text : undefined))
  }
  return { settings, faults, warnings: findStrangers(env) }
}

type Variable = { readonly variable: string } & ({ readonly text: string } | { readonly expected: string })

function readVariable({ env: name }: EnvKey, env: Env, readFile: ReadFile): Variable | undefined {
  const twin = `${name}_FILE`
  const text = env[name]
  const path = env[twin]
  if (text !== undefined && path !== undefined) {
    return { variable: name, expected: `expected only one of ${name} and ${twin}` }
  }
  if (text !== undefined) return { variable: name, text: text.trim() }
  if (path === undefined) return undefined
  try {
    return { variable: twin, text: readFile(path).trim() }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    return { variable: twin, expected: `expected a readable file (${reason})` }
  }
}

function decode(kind: EnvKind, text: string): Decoded {
  switch (kind) {
    case 'text':
      return { value: text === '' ? undefined : text }
    case 'integer':
      if (text === '') return { value: undefined }
      return /^-?\d{1,15}$/.test(text) ? { value: Number(text) } : { expected: 'expected a whole number' }
    case 'boolean':
      if (text === '') return { value: undefined }
      return /^(true|false)$/.test(text) ? { value: text === 'true' } : { expected: 'expected true or false' }
    case 'list':
      return { value: splitList(text) }
    case 'pairs':
      return decodePairs(text)
    case 'json':
      return text === '' ? { value: undefined } : decodeJson(text)
  }
}

function decodePairs(text: string): Decoded {
  const pairs = new Map<string, string>()
  for (const item of splitList(text)) {
    const equals = item.indexOf('=')
    if (equals <= 0) return { expected: 'expected id=url,id=url' }
    const id = item.slice(0, equals).trim()
    if (pairs.has(id)) return { expected: `expected each id once, "${id}" is there twice` }
    pairs.set(id, item.slice(equals + 1).trim())
  }
  return { value: Object.fromEntries(pairs) }
}

function decodeJson(text: string): Decoded {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return { expected: 'expected JSON' }
  }
}

const splitList = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')

function toFault(key: EnvKey, variable: string, expected: string, text: string | undefined): ConfigFault {
  const shown = text === undefined || key.secret === true ? {} : { got: JSON.stringify(text) }
  return { where: variable, key: key.path, expected, ...shown }
}

function findStrangers(env: Env): string[] {
  const known = new Set([...ENV_KEYS.flatMap(({ env: name }) => [name, `${name}_FILE`]), ...OTHER_ENV])
  return Object.keys(env)
    .filter((name) => name.startsWith('NOBET_') && !known.has(name))
    .map((name) => {
      const near = suggestEnv(name)
      return `${name} is read by nobody${near === undefined ? '' : `; did you mean ${near}?`}`
    })
}
