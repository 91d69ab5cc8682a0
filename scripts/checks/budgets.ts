import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { FAILED, PASSED, type Stage } from './stage.ts'

const FIRST_ROUTE_MAX_KB = 190
const KB = 1_000
const MOCK_TRACES = ['mockServiceWorker', 'setupWorker', 'msw/browser']

/** Vite's manifest: a chunk, and the chunks it loads with itself. */
type Manifest = Readonly<
  Record<string, { readonly file: string; readonly isEntry?: boolean; readonly imports?: readonly string[] }>
>

/** Loaded later by the entry, but without them the first screen does not stand; Turkish is the longer language. */
const FIRST_SCREEN = ['src/features/overview/OverviewPage.tsx', 'src/i18n/tr.ts']

/** What must be loaded before the first screen stands: the entry, the overview, one language, and all they import. */
export const firstRouteBudget: Stage = {
  name: 'size budget',
  run: async ({ root, print }) => {
    const dist = join(root, 'dist/web')
    const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest // written by Vite
    const files = firstScreenFiles(manifest, FIRST_SCREEN)
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0)
    const size = (bytes / KB).toFixed(1)
    print(`first route: ${size} kB of JavaScript, gzipped, in ${files.length} files (at most ${FIRST_ROUTE_MAX_KB})`)
    return bytes <= FIRST_ROUTE_MAX_KB * KB ? PASSED : FAILED
  },
}

/** The mock room is for development and previews; a customer's page must not carry it. */
export const noMocksInProduction: Stage = {
  name: 'no mocks',
  run: async ({ root, print }) => {
    const dist = join(root, 'dist/web')
    const names = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    const guilty = names.filter(
      (name) =>
        name.includes('mockServiceWorker') ||
        (name.endsWith('.js') && MOCK_TRACES.some((trace) => readFileSync(join(dist, name), 'utf8').includes(trace))),
    )
    for (const name of guilty) print(`${name} carries the mock room`)
    return guilty.length === 0 ? PASSED : FAILED
  },
}

/** The files of the entry and the named lazy chunks and, through any number of steps, of their static imports. */
export function firstScreenFiles(manifest: Manifest, lazy: readonly string[]): string[] {
  const missing = lazy.filter((key) => manifest[key] === undefined)
  if (missing.length > 0) throw new Error(`the build has no ${missing.join(', ')}: name the first screen anew`)
  const waiting = [...Object.keys(manifest).filter((key) => manifest[key]?.isEntry === true), ...lazy]
  const seen = new Set(waiting)
  // A set grows while it is walked: every key added below is visited too.
  for (const key of seen) for (const imported of manifest[key]?.imports ?? []) seen.add(imported)
  return [...seen].flatMap((key) => manifest[key]?.file ?? []).filter((file) => file.endsWith('.js'))
}
