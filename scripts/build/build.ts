import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TaskContext } from '../tasks/task.ts'
import { runCaptured } from './captured.ts'
import { fingerprint } from './fingerprint.ts'

const PAGES = ['apps/web', 'docs/OPERATIONS_GUIDE.md', 'scripts/build']
const SHARED = ['packages', 'pnpm-lock.yaml', 'tsconfig.base.json', 'vite.config.ts']
const VITE = 'node_modules/vite/bin/vite.js'

const BUILDS = {
  web: { args: ['build'], output: 'dist/web/.vite/manifest.json', sources: [...PAGES, ...SHARED] },
  preview: {
    args: ['build', '--mode', 'mock'],
    output: 'dist/preview/index.html',
    sources: [...PAGES, 'mock-server', ...SHARED],
  },
  bff: { args: ['build', 'apps/bff'], output: 'apps/bff/dist/main.js', sources: ['apps/bff', ...SHARED] },
  modules: {
    args: ['build', 'apps/modules'],
    output: 'apps/modules/dist/main.js',
    sources: ['apps/modules', ...SHARED],
  },
} as const

export type BuildName = keyof typeof BUILDS

/** Builds what is missing or was made from other sources than there are now; rejects with the bundler's own words. */
export async function buildWhenStale(context: TaskContext, names: readonly BuildName[]): Promise<void> {
  const stale = names.filter((name) => readStamp(context.root, name) !== sourcesOf(context.root, name))
  if (stale.length === 0) return
  context.print(`Building ${stale.join(', ')}`)
  await Promise.all(stale.map((name) => build(context, name)))
}

async function build(context: TaskContext, name: BuildName): Promise<void> {
  // Taken before the build: an edit made meanwhile must count as newer than the output.
  const stamp = sourcesOf(context.root, name)
  const { args } = BUILDS[name]
  const { code, output } = await runCaptured(context, `build ${name}`, [process.execPath, VITE, ...args])
  if (code !== 0) throw new Error(`the build of ${name} failed:\n${output}`)
  mkdirSync(join(context.root, '.nobet/build'), { recursive: true })
  writeFileSync(stampFile(context.root, name), stamp)
}

const stampFile = (root: string, name: BuildName) => join(root, '.nobet/build', name)

const sourcesOf = (root: string, name: BuildName) => fingerprint(root, BUILDS[name].sources)

function readStamp(root: string, name: BuildName): string | undefined {
  const isBuilt = existsSync(join(root, BUILDS[name].output)) && existsSync(stampFile(root, name))
  return isBuilt ? readFileSync(stampFile(root, name), 'utf8') : undefined
}
