import { hideHosts, runQuietly } from '../bootstrap/quiet.mjs'
import { locate } from './locate.ts'
import type { Tool } from './tools.ts'

/** Installs for the whole system; the caller has made sure that this process is root. */
export async function installSystemWide(tool: Tool, env: NodeJS.ProcessEnv): Promise<string> {
  const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  await runQuietly('apt-get', [...wait, 'update'], { env: aptEnv })
  const args = [...wait, 'install', '-y', '--no-install-recommends', ...tool.packages]
  const { code, output } = await runQuietly('apt-get', args, { env: aptEnv })
  const found = locate(tool, env)
  if (code === 0 && found !== undefined) return found
  throw new Error(`apt-get install failed: ${hideHosts(output).trim().split('\n').slice(-3).join(' | ')}`)
}
