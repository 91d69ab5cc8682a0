import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { locate } from './locate.ts'

const folder = mkdtempSync(join(tmpdir(), 'nobet-locate-'))
const program = join(folder, 'second-name')
const tool = { names: ['first-name', 'second-name'], packages: ['p'], path: 'x', variable: 'THE_PROGRAM' } as const
writeFileSync(program, '#!/bin/sh\n')
chmodSync(program, 0o755)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a program is found on PATH under any of its names', () => {
  expect(locate(tool, { PATH: `/nowhere:${folder}` })).toBe(program)
})

test('the variable wins over PATH', () => {
  expect(locate(tool, { PATH: folder, THE_PROGRAM: '/bin/sh' })).toBe('/bin/sh')
})

test('a variable that names nothing runnable is an error, not a silent search', () => {
  expect(() => locate(tool, { PATH: folder, THE_PROGRAM: '/nowhere/x' })).toThrow('THE_PROGRAM=/nowhere/x')
})

test('a program that is nowhere is not found', () => {
  expect(locate(tool, { PATH: '/nowhere' })).toBeUndefined()
})
