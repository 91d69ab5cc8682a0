import { delimiter, join } from 'node:path'
import type { TaskContext } from '../tasks/task.ts'
import { installSystemWide } from './installSystemWide.ts'
import { isRunnable, locate } from './locate.ts'
import { TOOLS, type Tool, type ToolName } from './tools.ts'
import { unpackTool } from './unpack.ts'

export interface ResolvedTools {
  /** The environment with every found program on PATH, and named by its variable where it has one. */
  readonly env: NodeJS.ProcessEnv
  readonly paths: Partial<Record<ToolName, string>>
  /** One sentence for each program that could not be had: what, and how to get it. */
  readonly missing: readonly string[]
}

/** Finds the programs a command needs, fetching those that are not on this machine; the rest it names. */
export async function resolveTools(
  { root, env, print }: Pick<TaskContext, 'root' | 'env' | 'print'>,
  wanted: readonly ToolName[],
): Promise<ResolvedTools> {
  const home = join(root, '.nobet/tools')
  const paths: Partial<Record<ToolName, string>> = {}
  const missing: string[] = []
  // In turn: apt does not like company.
  for (const name of wanted) {
    try {
      paths[name] = locate(TOOLS[name], env) ?? (await obtain(name, home, env, print))
    } catch (error) {
      missing.push(describeMissing(name, error))
    }
  }
  return { paths, missing, env: toEnvironment(env, home, paths) }
}

async function obtain(name: ToolName, home: string, env: NodeJS.ProcessEnv, print: (line: string) => void) {
  const tool: Tool = TOOLS[name]
  const unpacked = join(home, 'bin', tool.names[0])
  if (isRunnable(unpacked)) return unpacked
  print(`Getting ${name} from Debian's packages`)
  if (tool.systemWide === undefined) return unpackTool(tool, home)
  if (process.getuid?.() !== 0) throw new Error('it can only be installed as root')
  return installSystemWide(tool, env)
}

function describeMissing(name: ToolName, error: unknown): string {
  const tool: Tool = TOOLS[name]
  const reason = error instanceof Error ? error.message : String(error)
  const orVariable = tool.variable === undefined ? '' : `, or set ${tool.variable} to the program`
  return `${name} is missing (${reason}). Get it with "sudo apt-get install ${tool.packages.join(' ')}"${orVariable}.`
}

function toEnvironment(env: NodeJS.ProcessEnv, home: string, paths: ResolvedTools['paths']): NodeJS.ProcessEnv {
  const chromium = paths.chromium === undefined ? {} : { CHROMIUM_PATH: paths.chromium }
  return { ...env, ...chromium, PATH: [env['PATH'], join(home, 'bin'), '/usr/sbin'].join(delimiter) }
}
