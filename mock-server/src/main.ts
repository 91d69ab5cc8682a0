import { startStandalone } from './standalone.ts'
import { isWorldName, WORLD_NAMES } from './worlds/index.ts'

const [name = 'calm', port = '0'] = process.argv.slice(2)
if (isWorldName(name)) {
  const standalone = await startStandalone({ world: name, port: Number(port) })
  process.stdout.write(`${standalone.player.world.title}\n${standalone.url}\n`)
  process.once('SIGINT', () => void standalone.stop())
  process.once('SIGTERM', () => void standalone.stop())
} else {
  process.stderr.write(`unknown world "${name}"; there are ${WORLD_NAMES.join(', ')}\n`)
  process.exitCode = 1
}
