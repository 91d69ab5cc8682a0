import type { PanelLink } from '@nobet/mcp-kit'

export const MODULE_NAMES = ['finbot', 'mubot', 'observability'] as const
export type ModuleName = (typeof MODULE_NAMES)[number]

const PORT_KEYS: Readonly<Record<ModuleName, string>> = {
  finbot: 'NOBET_FINBOT_PORT',
  mubot: 'NOBET_MUBOT_PORT',
  observability: 'NOBET_OBSERVABILITY_PORT',
}
const DEFAULT_PORTS: Readonly<Record<ModuleName, number>> = { finbot: 4411, mubot: 4412, observability: 4413 }
const PORT_MAX = 65_535

export interface Environment {
  readonly module: ModuleName
  readonly port: number
  readonly panel?: PanelLink
  readonly prometheusUrl?: string
  readonly logLevel?: string
}

export type EnvironmentOutcome =
  | { readonly ok: true; readonly environment: Environment }
  | { readonly ok: false; readonly faults: readonly string[] }

/** Reads the command line and the environment; every fault names its key and what was expected. */
export function readEnvironment(
  argument: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): EnvironmentOutcome {
  const faults: string[] = []
  const module = MODULE_NAMES.find((name) => name === argument)
  if (module === undefined) return { ok: false, faults: [`expected one of ${MODULE_NAMES.join(', ')} as argument`] }
  const portKey = isSet(env['NOBET_MODULE_PORT']) ? 'NOBET_MODULE_PORT' : PORT_KEYS[module]
  const port = readPort(portKey, env[portKey], DEFAULT_PORTS[module], faults)
  const panelUrl = readUrl('NOBET_PANEL_URL', env, faults)
  const prometheusUrl = readUrl('NOBET_PROMETHEUS_URL', env, faults)
  const token = env['NOBET_MODULE_TOKEN']
  const logLevel = env['NOBET_LOG_LEVEL']
  if (faults.length > 0) return { ok: false, faults }
  return {
    ok: true,
    environment: {
      module,
      port,
      ...(panelUrl === undefined ? {} : { panel: { url: panelUrl, ...(isSet(token) ? { token } : {}) } }),
      ...(prometheusUrl === undefined ? {} : { prometheusUrl }),
      ...(isSet(logLevel) ? { logLevel } : {}),
    },
  }
}

const isSet = (value: string | undefined): value is string => value !== undefined && value !== ''

function readPort(key: string, text: string | undefined, fallback: number, faults: string[]): number {
  if (!isSet(text)) return fallback
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= PORT_MAX) return port
  faults.push(`${key}: expected a port from 0 to ${PORT_MAX}, got "${text}"`)
  return fallback
}

function readUrl(key: string, env: Readonly<Record<string, string | undefined>>, faults: string[]): string | undefined {
  const text = env[key]
  if (!isSet(text)) return undefined
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '')
  faults.push(`${key}: expected an http or https URL, got "${text}"`)
  return undefined
}
