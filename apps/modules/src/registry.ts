import type { ModuleDefinition } from '@nobet/mcp-kit'
import { finbot } from './finbot/finbot.ts'
import type { Environment } from './environment.ts'

/** Every module by its id; Observability is told where to ask. */
export const readDefinition = (environment: Environment): ModuleDefinition => {
  switch (environment.module) {
    case 'finbot':
      return finbot
    case 'mubot':
      return finbot
    case 'observability':
      return finbot
  }
}
