import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runQuietly } from '../bootstrap/quiet.mjs'
import { createApt } from './apt.ts'
import type { Tool } from './tools.ts'

/** Debian's packages, unpacked below `home` without root and with no service started. The value is the program. */
export async function unpackTool(tool: Tool, home: string): Promise<string> {
  const target = join(home, 'root')
  const wrapper = join(home, 'bin', tool.names[0])
  const apt = createApt(join(home, 'apt'), target)
  const program = join(target, tool.path)
  if (!existsSync(program)) await apt.fetch(tool.packages)
  if (await lacksLibraries(program)) await fetchLibraries(tool, apt)
  const missing = await missingLibraries(program, target)
  if (missing.length > 0) throw new Error(`${tool.names[0]} lacks ${missing.join(', ')}`)
  writeWrapper(wrapper, program, libraryFolders(target))
  return wrapper
}

async function fetchLibraries(tool: Tool, apt: ReturnType<typeof createApt>): Promise<void> {
  const installed = await installedPackages()
  const wanted = await apt.libraries(tool.packages)
  await apt.fetch(wanted.filter((name) => !installed.has(name)))
}

async function installedPackages(): Promise<ReadonlySet<string>> {
  const { output } = await runQuietly('dpkg-query', ['--show', '--showformat=${Package} ${db:Status-Status}\n'])
  const lines = output.split('\n').map((line) => line.split(' '))
  return new Set(lines.flatMap(([name = '', status]) => (status === 'installed' ? [name] : [])))
}

const lacksLibraries = async (program: string) => (await missingLibraries(program, undefined)).length > 0

async function missingLibraries(program: string, target: string | undefined): Promise<string[]> {
  const env = target === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: libraryFolders(target).join(':') }
  const { output } = await runQuietly('ldd', [program], { env })
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
}

/** `usr/lib/<triplet>` and `lib/<triplet>`, whichever machine this is. */
function libraryFolders(target: string): string[] {
  return ['usr/lib', 'lib']
    .map((path) => join(target, path))
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)))
    .filter((path) => path.includes('-linux-') && statSync(path).isDirectory())
}

/** `exec` keeps the process id: who ends the wrapper ends the program. */
function writeWrapper(wrapper: string, program: string, folders: readonly string[]): void {
  const setting = folders.length === 0 ? '' : `LD_LIBRARY_PATH='${folders.join(':')}' `
  mkdirSync(dirname(wrapper), { recursive: true })
  writeFileSync(wrapper, `#!/bin/sh\n${setting}exec '${program}' "$@"\n`)
  chmodSync(wrapper, 0o755)
}
