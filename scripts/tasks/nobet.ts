import type { Task } from './task.ts'

const USAGE =
  'pnpm nobet token --role operator --name elif [--modules a,b] | token --module finbot | check-config [file]'

/** The program's own commands, from its sources: their output is theirs alone, so that it can be piped. */
export const nobet: Task = async ({ root, env, args, children, print }) => {
  const given = args[0] === '--' ? args.slice(1) : args
  if (given.length === 0) {
    print(USAGE)
    return 1
  }
  const argv = ['--import', 'tsx', 'apps/bff/src/main.ts', ...given]
  return await children.run('nobet', process.execPath, argv, { cwd: root, env })
}
