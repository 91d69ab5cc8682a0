import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseWith } from '../index.ts'
import { Age, ByteSize, Config, ENV_KEYS, toConfigJsonSchema } from './index.ts'

const shapeOf = (node: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => {
    const properties: unknown = typeof at === 'object' && at !== null && 'properties' in at ? at.properties : undefined
    return typeof properties === 'object' && properties !== null
      ? Object.entries(properties).find(([name]) => name === key)?.[1]
      : undefined
  }, node)

const leavesOf = (node: unknown, prefix = ''): string[] => {
  if (typeof node !== 'object' || node === null || !('properties' in node) || node.properties === null) return [prefix]
  return Object.entries(node.properties as object).flatMap(([key, child]) =>
    leavesOf(child, prefix === '' ? key : `${prefix}.${key}`),
  )
}

test('the schema for editors is the one checked in (refresh: pnpm vitest run -u packages/contracts)', async () => {
  const text = `${JSON.stringify(toConfigJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../schema/nobet.config.schema.json')
})

test('an empty file is a whole configuration', () => {
  const parsed = parseWith(Config, {})
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      server: { port: 4400, host: '127.0.0.1', basePath: '' },
      auth: { mode: 'none' },
      log: { events: 100_000, bytes: 256 * 1024 * 1024, age: 24 * 60 * 60 * 1000 },
      cache: { prefixes: ['mcp:'], watch: [], manageNotifications: false },
      modules: {},
    },
  })
})

test('every key can be set by a variable, and every variable has a key', () => {
  const schema = toConfigJsonSchema()
  expect(ENV_KEYS.filter(({ path }) => shapeOf(schema, path) === undefined)).toEqual([])
  expect(leavesOf(schema).toSorted()).toEqual(ENV_KEYS.map(({ path }) => path).toSorted())
  expect(new Set(ENV_KEYS.map(({ env }) => env)).size).toBe(ENV_KEYS.length)
})

test('sizes and ages are read with their units', () => {
  expect(parseWith(ByteSize, '256MiB')).toEqual({ ok: true, value: 268_435_456 })
  expect(parseWith(ByteSize, '1048576')).toEqual({ ok: true, value: 1_048_576 })
  expect(parseWith(Age, '24h')).toEqual({ ok: true, value: 86_400_000 })
  expect(parseWith(Age, '500ms')).toEqual({ ok: true, value: 500 })
})

test('a size is never read as something else than its digits times its unit', () => {
  const units = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }
  const unit = fc.constantFrom('B', 'KiB', 'MiB', 'GiB')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), unit, (count, name) => {
      expect(parseWith(ByteSize, `${count}${name}`)).toEqual({ ok: true, value: count * units[name] })
    }),
  )
})

test('no text whatever makes the size or age reader throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseWith(ByteSize, text)).toHaveProperty('ok')
      expect(parseWith(Age, text)).toHaveProperty('ok')
    }),
  )
})

test('a base path is kept without its last slash and refused when it is no path', () => {
  expect(parseWith(Config, { server: { basePath: '/ops/nobet/' } })).toMatchObject({
    value: { server: { basePath: '/ops/nobet' } },
  })
  expect(parseWith(Config, { server: { basePath: 'ops"onload="' } })).toMatchObject({ ok: false })
})
