import { Config, type EffectiveConfig, ENV_KEYS } from '@nobet/contracts/config'
import { json } from './answers.ts'

/** `GET /config/effective` of a panel with neither file nor environment: every key at its default. */
export function readConfig(): Response {
  const defaults: unknown = Config.parse({})
  const keys = ENV_KEYS.map(({ env, path, secret }) => ({
    key: path,
    value: path.split('.').reduce<unknown>(readKey, defaults) ?? null,
    origin: 'default' as const,
    env,
    ...(secret === undefined ? {} : { secret }),
  }))
  return json({ file: null, keys } satisfies EffectiveConfig)
}

const readKey = (tree: unknown, name: string): unknown =>
  typeof tree === 'object' && tree !== null ? Reflect.get(tree, name) : undefined
