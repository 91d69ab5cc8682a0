import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { hideHosts, runQuietly } from '../bootstrap/quiet.mjs'

const LIBRARY_PACKAGE = /^(lib(?!js-)|lua-)/

/** Reads and unpacks Debian packages. Nothing of the system is changed: apt's lists and cache are a private copy. */
export interface Apt {
  /** Unpacks the packages, each with its maintainer scripts left unrun. */
  fetch(packages: readonly string[]): Promise<void>
  /** The library packages these need, directly or not. */
  libraries(packages: readonly string[]): Promise<string[]>
}

/** `home` holds apt's own state and the downloads; packages are unpacked to `target`. */
export function createApt(home: string, target: string): Apt {
  const state = join(home, 'state')
  const archives = join(home, 'archives')
  for (const folder of [join(state, 'lists/partial'), join(home, 'cache/archives/partial'), archives, target]) {
    mkdirSync(folder, { recursive: true })
  }
  const options = toOptions({
    'Dir::State': state,
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(home, 'cache'),
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
  })
  let updating: Promise<void> | undefined
  const update = () => {
    updating ??= must('apt-get', [...options, 'update'], home).then(() => undefined)
    return updating
  }

  return {
    async fetch(packages) {
      await update()
      for (const name of packages) await must('apt-get', [...options, 'download', name], archives)
      for (const file of readdirSync(archives).filter((name) => isArchiveOf(name, packages))) {
        await must('dpkg', ['-x', join(archives, file), target], home)
      }
    },
    async libraries(packages) {
      await update()
      const kinds = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
        (kind) => `--no-${kind}`,
      )
      const output = await must('apt-cache', [...options, 'depends', '--recurse', ...kinds, ...packages], home)
      const names = output.split('\n').filter((line) => /^[a-z0-9]/.test(line))
      return [...new Set(names.map((name) => name.replace(/:.*$/, '')))].filter((name) => LIBRARY_PACKAGE.test(name))
    },
  }
}

const toOptions = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])

const isArchiveOf = (file: string, packages: readonly string[]) =>
  file.endsWith('.deb') && packages.includes(file.slice(0, file.indexOf('_')))

async function must(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { code, output } = await runQuietly(command, args, { cwd, env: { ...process.env, LC_ALL: 'C' } })
  if (code !== 0) throw new Error(`${command} failed: ${hideHosts(output).trim().split('\n').slice(-3).join(' | ')}`)
  return output
}
