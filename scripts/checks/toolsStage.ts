import type { ResolvedTools } from '../tools/resolveTools.ts'
import type { Stage } from './stage.ts'

/** Each program that is there passes; each that is missing fails, with the way to get it. */
export function toToolsStage({ missing, paths }: ResolvedTools): Stage {
  return {
    name: 'tools',
    run: async ({ print }) => {
      for (const sentence of missing) print(sentence)
      return { passed: Object.keys(paths).length, failed: missing.length, skipped: 0 }
    },
  }
}
