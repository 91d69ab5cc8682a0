import type { ModuleDefinition } from '@nobet/mcp-kit'
import type { Environment } from './environment.ts'
import { finbot } from './finbot/finbot.ts'
import { mubot } from './mubot/mubot.ts'
import { createObservability } from './observability/observability.ts'

/** The module the environment names, told where to ask what it needs. */
export function readDefinition(environment: Environment): ModuleDefinition {
  switch (environment.module) {
    case 'finbot':
      return finbot
    case 'mubot':
      return mubot
    case 'observability': {
      const { panel, prometheusUrl } = environment
      return createObservability({
        ...(panel === undefined ? {} : { panel }),
        ...(prometheusUrl === undefined ? {} : { prometheusUrl }),
      })
    }
  }
}
