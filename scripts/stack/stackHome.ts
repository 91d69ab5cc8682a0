import { join } from 'node:path'

/** Where a stack keeps its files; two at once, as in tests, need two homes. */
export interface StackHome {
  /** What runs, for those who drive it. */
  readonly file: string
  /** Data and configuration of the servers. */
  readonly dir: string
}

/** `.nobet` of the repository, or what `NOBET_STACK_HOME` names. */
export function readStackHome(root: string, env: NodeJS.ProcessEnv): StackHome {
  const home = env['NOBET_STACK_HOME'] ?? join(root, '.nobet')
  return { file: join(home, 'stack.json'), dir: join(home, 'stack') }
}
