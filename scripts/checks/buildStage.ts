import { buildWhenStale } from '../build/build.ts'
import { PASSED, type Stage } from './stage.ts'

/** What the later stages run against: product and preview. */
export const buildStage: Stage = {
  name: 'build',
  async run(context) {
    await buildWhenStale(context, ['web', 'bff', 'modules', 'preview'])
    return PASSED
  },
}
