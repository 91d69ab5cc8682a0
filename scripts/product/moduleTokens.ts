import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TaskContext } from '../tasks/task.ts'
import { toPanelEnvironment } from './panel.ts'

const LIFE = '30d'
const run = promisify(execFile)

/** A token for each module to publish with, where the panel verifies with a shared secret; none elsewhere. */
export async function mintModuleTokens(
  { root, env }: Pick<TaskContext, 'root' | 'env'>,
  ids: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const hasSecret = env['NOBET_JWT_SECRET'] !== undefined || env['NOBET_JWT_SECRET_FILE'] !== undefined
  if (env['NOBET_AUTH'] !== 'jwt' || !hasSecret || env['NOBET_MODULE_TOKEN'] !== undefined) return {}
  const mint = async (id: string) => {
    const argv = [join(root, 'apps/bff/dist/main.js'), 'token', '--module', id, '--expires', LIFE]
    const { stdout } = await run(process.execPath, argv, { cwd: root, env: toPanelEnvironment(env) })
    return [id, stdout.trim()] as const
  }
  return Object.fromEntries(await Promise.all(ids.map(mint)))
}
