import { resolve } from 'node:path'
import { build } from 'vite'

const ROOM = resolve(import.meta.dirname, '..')

/** Builds the panel once for all fault tests: they start dozens of real processes of it. */
export async function setup(): Promise<void> {
  await build({
    root: ROOM,
    configFile: resolve(ROOM, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: 'dist/faults', emptyOutDir: true, sourcemap: false },
  })
}
