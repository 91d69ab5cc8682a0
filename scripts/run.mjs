import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createChildren } from './bootstrap/children.mjs'
import { install, isInstalled } from './bootstrap/install.mjs'
import { withPinnedPnpm } from './bootstrap/pnpm.mjs'
import { stopOnSignals } from './bootstrap/signals.mjs'

const OLDEST_NODE = [20, 19]
const SERVERS = ['start', 'serve', 'modules', 'dev', 'stack', 'preview']
const INTERRUPTED = 130

const root = resolve(fileURLToPath(import.meta.url), '../..')
const [name = '', ...args] = process.argv.slice(2)
const children = createChildren()
/** @type {(() => void)[]} */
const cleanups = []

const stop = async () => {
  for (const cleanup of cleanups.splice(0)) cleanup()
  await children.endAll()
}

async function main() {
  requireNode()
  stopOnSignals({ onStop: stop, onForce: () => children.killAll(), exitCode: SERVERS.includes(name) ? 0 : INTERRUPTED })
  const print = (/** @type {string} */ line) => console.log(line)
  const installed = isInstalled(root)
  const env = installed && name !== 'test' ? process.env : await withPinnedPnpm({ root, env: process.env, print })
  if (!installed) await install({ root, env, children, print })

  const { register } = await import('tsx/esm/api')
  register()
  const { readTask } = await import('./tasks/index.ts')
  const task = readTask(name)
  return task({ root, env, args, children, print, onEnd: (cleanup) => void cleanups.push(cleanup) })
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [oldMajor = 0, oldMinor = 0] = OLDEST_NODE
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return
  throw new Error(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`)
}

void main()
  .catch((/** @type {unknown} */ error) => {
    if (!children.ending()) console.error(error instanceof Error ? error.message : error)
    return 1
  })
  .then(async (code) => {
    if (children.ending()) return
    await stop()
    process.exit(code)
  })
