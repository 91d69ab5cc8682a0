import { execFileSync } from 'node:child_process'
import { ask } from '@nobet/bff/redisServers'
import { requireProgram, startServerProcess } from '@nobet/testkit/servers'
import { onTestFinished } from 'vitest'

const PORT = 6379
const NAME = `nobet-${process.pid}`
/** Of the range kept for tests of networks (RFC 2544); two runs at once do not meet. */
const NET = `198.18.${process.pid % 256}`
/** Outside and inside end of each link. */
const LINKS = [
  { outside: `nb${process.pid}a`, inside: 'toOne', near: `${NET}.1`, far: `${NET}.2` },
  { outside: `nb${process.pid}b`, inside: 'toTwo', near: `${NET}.5`, far: `${NET}.6` },
] as const

const ip = (line: string) => void execFileSync('ip', line.split(' '), { stdio: 'pipe' })

/** Why this machine gives us no network namespace; `undefined` when it does. */
export function whyNoNamespace(): string | undefined {
  if (process.getuid?.() !== 0) return 'it takes root'
  try {
    ip(`netns add ${NAME}-try`)
    ip(`netns del ${NAME}-try`)
    return undefined
  } catch (error) {
    return `"ip netns add" does not work here: ${error instanceof Error ? error.message.trim() : String(error)}`
  }
}

/** Redis in a network namespace with two links to it; all gone when the test is over. */
export async function openNamespace() {
  const remove = () => {
    for (const { outside } of LINKS) quietly(`link del ${outside}`)
    quietly(`netns del ${NAME}`)
  }
  process.once('exit', remove)
  onTestFinished(() => {
    process.off('exit', remove)
    remove()
  })
  ip(`netns add ${NAME}`)
  for (const link of LINKS) addLink(link)
  await startRedis()
  return {
    urls: [`redis://${LINKS[0].far}:${PORT}`, `redis://${LINKS[1].far}:${PORT}`] as const,
    /** The far end: what is sent from here finds nobody, and nobody says so. */
    setFirstLink: (state: 'down' | 'up') => ip(`-n ${NAME} link set ${LINKS[0].inside} ${state}`),
  }
}

function addLink({ outside, inside, near, far }: (typeof LINKS)[number]): void {
  ip(`link add ${outside} type veth peer name ${inside} netns ${NAME}`)
  ip(`addr add ${near}/30 dev ${outside}`)
  ip(`-n ${NAME} addr add ${far}/30 dev ${inside}`)
  ip(`link set ${outside} up`)
  ip(`-n ${NAME} link set ${inside} up`)
}

async function startRedis(): Promise<void> {
  const hosts = LINKS.map(({ far }) => far)
  const settings = ['--port', String(PORT), '--save', '', '--loglevel', 'warning', '--protected-mode', 'no']
  const args = ['netns', 'exec', NAME, requireProgram('redis-server'), ...settings, '--bind', ...hosts]
  const isReady = () => ask(PORT, async (redis) => (await redis.ping()) === 'PONG', LINKS[1].far)
  const server = await startServerProcess({ program: 'ip', args, isReady })
  onTestFinished(() => server.kill())
}

function quietly(line: string): void {
  try {
    ip(line)
  } catch {
    // It was not there any more.
  }
}
