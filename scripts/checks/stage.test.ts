import { expect, test } from 'vitest'
import { createChildren } from '../bootstrap/children.mjs'
import { FAILED, PASSED, runStages, type Stage } from './stage.ts'

const lines: string[] = []
const context = {
  root: '',
  env: {},
  args: [],
  children: createChildren(),
  print: (line: string) => void lines.push(line),
  onEnd: () => undefined,
}

const stage = (name: string, run: Stage['run']): Stage => ({ name, run })

test('all stages run though one fails and one breaks, and the last line is plain', async () => {
  const code = await runStages(context, [
    stage('breaks', () => Promise.reject(new Error('no such program'))),
    stage('fails', () => Promise.resolve(FAILED)),
    stage('passes', () => Promise.resolve({ passed: 5, failed: 0, skipped: 1 })),
  ])
  expect(code).toBe(1)
  expect(lines.at(-1)).toBe('5 passed, 2 failed')
})

test('the exit code is zero when nothing failed', async () => {
  expect(await runStages(context, [stage('passes', () => Promise.resolve(PASSED))])).toBe(0)
})

test('a run in which nothing was checked is not a success', async () => {
  expect(await runStages(context, [stage('empty', () => Promise.resolve({ ...PASSED, passed: 0 }))])).toBe(1)
})
