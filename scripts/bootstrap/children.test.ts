import { once } from 'node:events'
import { expect, test } from 'vitest'
import { createChildren } from './children.mjs'

const STUBBORN = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')"
const OBEDIENT = "setInterval(() => {}, 1000); console.log('up')"

async function startNode(children: ReturnType<typeof createChildren>, code: string) {
  const child = children.start('child', process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.process.stdout) await once(child.process.stdout, 'data')
  return child
}

test('a child that heeds SIGTERM is ended by it, and one that does not is killed', async () => {
  const children = createChildren({ graceMs: 300 })
  const [obedient, stubborn] = await Promise.all([startNode(children, OBEDIENT), startNode(children, STUBBORN)])
  await children.endAll()
  expect(await obedient.exited).toEqual({ code: null, signal: 'SIGTERM' })
  expect(await stubborn.exited).toEqual({ code: null, signal: 'SIGKILL' })
  expect(stubborn.running()).toBe(false)
})

test('nothing can be started once the command is ending', async () => {
  const children = createChildren()
  await children.endAll()
  expect(() => children.start('late', process.execPath, ['-e', ''])).toThrow('late not started')
})

test('the exit code of a run is handed on', async () => {
  expect(await createChildren().run('seven', process.execPath, ['-e', 'process.exit(7)'])).toBe(7)
})
