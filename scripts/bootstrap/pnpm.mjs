import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { hideHosts, runQuietly } from './quiet.mjs'

/**
 * Makes `pnpm` on PATH the one that package.json pins. The value is the environment to run things with.
 * @param {{ root: string, env: NodeJS.ProcessEnv, print: (line: string) => void }} deps
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function withPinnedPnpm({ root, env, print }) {
  const version = pinnedVersion(root)
  if (await isPnpm('pnpm', version, env)) return env
  const remembered = join(root, '.nobet', 'pnpm-dir')
  const known = existsSync(remembered) ? readFileSync(remembered, 'utf8').trim() : ''
  if (known !== '' && (await isPnpm(join(known, 'pnpm'), version, env))) return withPath(env, known)

  print(`Getting pnpm ${version} through npx`)
  const dir = await fetchPnpm(version, env)
  mkdirSync(dirname(remembered), { recursive: true })
  writeFileSync(remembered, `${dir}\n`)
  return withPath(env, dir)
}

/** @param {string} root */
function pinnedVersion(root) {
  const pin = /"packageManager"\s*:\s*"pnpm@([\d.]+)/.exec(readFileSync(join(root, 'package.json'), 'utf8'))
  if (pin?.[1] === undefined) throw new Error('package.json pins no pnpm in "packageManager"')
  return pin[1]
}

/**
 * Asked from outside the workspace: there a pnpm of another version would try to replace itself.
 * @param {string} command
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 */
async function isPnpm(command, version, env) {
  const { code, output } = await runQuietly(command, ['--version'], { cwd: tmpdir(), env })
  return code === 0 && output.trim().split('\n').at(-1) === version
}

/**
 * @param {string} version
 * @param {NodeJS.ProcessEnv} env
 */
async function fetchPnpm(version, env) {
  const args = ['--yes', `--package=pnpm@${version}`, '--call', 'command -v pnpm']
  const { code, output } = await runQuietly('npx', args, { cwd: tmpdir(), env })
  const path = output
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line.startsWith('/') && line.endsWith('/pnpm'))
  if (code !== 0 || path === undefined) {
    throw new Error(
      `pnpm ${version} is not on PATH and npx could not fetch it. Install it with "npm install -g pnpm@${version}", or check npm's own configuration.\n${hideHosts(output)}`,
    )
  }
  return dirname(path)
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} dir
 */
const withPath = (env, dir) => ({ ...env, PATH: `${dir}${delimiter}${env['PATH'] ?? ''}` })
