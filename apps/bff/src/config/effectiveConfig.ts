import { type EffectiveConfig, type EffectiveKey, ENV_KEYS, type EnvKey } from '@nobet/contracts/config'
import { getKey, isKeyTree, type KeyPath } from './keyTree.ts'
import type { LoadedConfig } from './loadConfig.ts'

const MASK = '••••••'
const SECRET_NAME = /^(token|.*secret|.*Token)$/

/** What is in force and where each key came from; secrets and passwords in URLs masked. */
export const toEffectiveConfig = (loaded: LoadedConfig): EffectiveConfig => ({
  file: loaded.path,
  keys: ENV_KEYS.map((key) => toEffectiveKey(loaded, key)),
})

function toEffectiveKey(loaded: LoadedConfig, { env, path, secret }: EnvKey): EffectiveKey {
  const segments = path.split('.')
  const value = mask(getKey(loaded.config, segments) ?? null, secret === true)
  const base = { key: path, value, env, ...(secret === true ? { secret } : {}) }
  return { ...base, ...originOf(loaded, path, segments) }
}

function originOf(loaded: LoadedConfig, path: string, segments: KeyPath): Pick<EffectiveKey, 'origin' | 'from'> {
  const setting = loaded.settings.find((candidate) => candidate.key.path === path)
  if (setting !== undefined) return { origin: 'env', from: setting.variable }
  if (getKey(loaded.file.tree, segments) === undefined) return { origin: 'default' }
  return { origin: 'file', from: loaded.file.whereIs(segments) }
}

function mask(value: unknown, secret: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => mask(item, secret))
  if (isKeyTree(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [key, mask(child, secret || SECRET_NAME.test(key))]),
    )
  }
  if (typeof value !== 'string') return value
  return maskUrl(value) ?? (secret ? MASK : value)
}

/** A URL stays readable, its user, password and query do not: credentials travel in all three. */
function maskUrl(text: string): string | undefined {
  const several = /^(rediss?\+[a-z]+:\/\/)(?:[^/@]*@)?([^/@]+(?:\/.*)?)$/.exec(text)
  if (several !== null) return `${several[1]}${text.includes('@') ? `${MASK}@` : ''}${several[2]}`
  if (!/^[a-z]+:\/\//.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const user = url.username === '' && url.password === '' ? '' : `${MASK}@`
  return `${url.protocol}//${user}${url.host}${url.pathname}${url.search === '' ? '' : `?${MASK}`}`
}
