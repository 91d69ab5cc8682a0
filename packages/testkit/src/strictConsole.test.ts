import { expect, test } from 'vitest'
import { allowConsole, judgeConsole } from './strictConsole.ts'

test('what was allowed passes without a word', () => {
  allowConsole(/expected noise/)
  console.warn('expected noise')
  expect(judgeConsole).not.toThrow()
})

test('a permission ends with the test that asked for it', () => {
  allowConsole(/once/)
  judgeConsole()
  console.error('once')
  expect(judgeConsole).toThrow('console.error: once')
})
