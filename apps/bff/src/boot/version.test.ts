import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { uuidv7 } from './uuidv7.ts'
import { VERSION } from './version.ts'

test('the version said is the version released', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ version: VERSION })
})

test('ids carry their time, version and variant', () => {
  expect(uuidv7(0x0197_0000_0001, new Uint8Array(10).fill(0xff))).toBe('01970000-0001-7fff-bfff-ffffffffffff')
})
