import { runCaptured } from '../build/captured.ts'
import { FAILED, PASSED, type Stage } from './stage.ts'

const BIN = 'node_modules/.bin'

/** Format, lint, types, unused code: each counts as one check. */
export const STATIC_CHECKS: readonly Stage[] = [
  toStage('format', ['biome', 'format', '.']),
  toStage('lint', ['oxlint', '--type-aware', '--deny-warnings', '--report-unused-disable-directives']),
  toStage('types', ['tsc', '-b']),
  toStage('unused', ['knip', '--no-progress']),
]

function toStage(name: string, [program, ...args]: readonly [string, ...string[]]): Stage {
  return {
    name,
    async run(context) {
      const { code, output } = await runCaptured(context, name, [`${BIN}/${program}`, ...args])
      if (code === 0) return PASSED
      context.print(output.trimEnd())
      return FAILED
    },
  }
}
