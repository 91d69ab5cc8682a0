import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Every bench in turn, or those named: `bench fanout redis`. One that fails does not keep the others from running. */
const BENCHES = ['fanout', 'redis', 'browser', 'proxy', 'charts', 'alerts']

const isFlag = (word: string) => word.startsWith('-')
const named = process.argv.slice(2).filter((word) => !isFlag(word))
const unknown = named.filter((name) => !BENCHES.includes(name))
if (unknown.length > 0) {
  console.error(`no bench called ${unknown.join(', ')}; there are ${BENCHES.join(', ')}`)
  process.exit(2)
}

const failed: string[] = []
for (const name of named.length > 0 ? named : BENCHES) {
  console.log(`\n${name}`)
  const file = join(import.meta.dirname, name, 'run.ts')
  const bench = spawn(process.execPath, ['--import', 'tsx', file], { stdio: 'inherit' })
  await once(bench, 'exit')
  if (bench.exitCode !== 0) failed.push(name)
}
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`)
  process.exitCode = 1
}
