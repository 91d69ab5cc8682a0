import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hideHosts } from './quiet.mjs'

const FOLDERS_OF_PACKAGES = ['apps', 'packages']

/**
 * Whether node_modules is what the lock file and every package.json ask for, by a fingerprint left after an install.
 * @param {string} root
 */
export function isInstalled(root) {
  const stamp = stampFile(root)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root)
}

/**
 * @param {{ root: string, env: NodeJS.ProcessEnv, children: ReturnType<typeof import('./children.mjs').createChildren>, print: (line: string) => void }} deps
 */
export async function install({ root, env, children, print }) {
  print('Installing packages (frozen lock file)')
  const wanted = fingerprint(root)
  const args = ['install', '--frozen-lockfile', '--reporter=append-only', '--config.confirmModulesPurge=false']
  const child = children.start('pnpm install', 'pnpm', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.process.stdout, child.process.stderr]) {
    stream?.on('data', (/** @type {Buffer} */ chunk) => {
      output += chunk.toString('utf8')
    })
  }
  const { code } = await child.exited
  if (code !== 0) throw new Error(`pnpm install failed:\n${hideHosts(output)}`)
  writeFileSync(stampFile(root), wanted)
}

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.nobet-installed')

/** @param {string} root */
function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}\n`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests(root)]) {
    hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/** @param {string} root */
function manifests(root) {
  const nested = FOLDERS_OF_PACKAGES.flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name, 'package.json')),
  )
  const top = readdirSync(root).map((name) => join(name, 'package.json'))
  return ['package.json', ...[...top, ...nested].filter((file) => !file.startsWith('node_modules'))]
    .filter((file) => existsSync(join(root, file)))
    .sort()
}
