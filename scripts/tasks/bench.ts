import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildWhenStale } from '../build/build.ts'
import { withPinnedPnpm } from '../bootstrap/pnpm.mjs'
import { resolveTools } from '../tools/resolveTools.ts'
import type { Task, TaskContext } from './task.ts'

/** The measurements of `load/`, against a production build; the figures belong into docs/benchmarks.md. */
export const bench: Task = async (context) => {
  if (!hasBench(context)) throw new Error('load/package.json has no script "bench"')
  const tools = await resolveTools(context, ['chromium'])
  if (tools.missing.length > 0) throw new Error(tools.missing.join('\n'))
  await buildWhenStale(context, ['web', 'bff', 'modules'])
  const env = await withPinnedPnpm({ ...context, env: tools.env })
  const args = ['--filter', '@nobet/load', 'run', 'bench', ...context.args]
  return context.children.run('bench', 'pnpm', args, { cwd: context.root, env })
}

function hasBench({ root }: TaskContext): boolean {
  const file = join(root, 'load/package.json')
  return existsSync(file) && /"bench"\s*:/.test(readFileSync(file, 'utf8'))
}
