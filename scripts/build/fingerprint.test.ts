import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'

let root = ''
const write = (file: string, text: string) => writeFileSync(join(root, file), text)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nobet-fingerprint-'))
  mkdirSync(join(root, 'src/dist'), { recursive: true })
  write('src/a.ts', 'one')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('an edit, a new file and a deleted file each make a build stale', () => {
  const before = fingerprint(root, ['src'])
  write('src/a.ts', 'two')
  const edited = fingerprint(root, ['src'])
  write('src/b.ts', 'new')
  const added = fingerprint(root, ['src'])
  rmSync(join(root, 'src/a.ts'))
  expect(new Set([before, edited, added, fingerprint(root, ['src'])]).size).toBe(4)
})

test('tests and outputs do not', () => {
  const before = fingerprint(root, ['src', 'absent.json'])
  write('src/a.test.ts', 'test')
  write('src/dist/main.js', 'output')
  expect(fingerprint(root, ['src', 'absent.json'])).toBe(before)
})
