import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ClientFrame, CloudEvent, parseJsonWith, parseWith } from './index.ts'

const expectedOf = (schema: z.ZodMiniType, input: unknown) => {
  const parsed = parseWith(schema, input)
  return parsed.ok ? [] : parsed.faults.map((fault) => `${fault.path}: ${fault.expected}`)
}

test('each fault of an event names its field and what was expected there', () => {
  expect(expectedOf(CloudEvent, { specversion: '0.3', id: '', source: 1, type: 'a.b', module: 'NOT OK' })).toEqual([
    'specversion: expected "1.0"',
    'id: expected at least 1 characters',
    'source: expected string',
    'module: expected a module id: 1-64 of a-z, 0-9 and "-"',
  ])
})

test('an unknown op is named as such', () => {
  expect(expectedOf(ClientFrame, { op: 'shout' })).toEqual(['op: expected a known "op"'])
})

test('a union says what each of its branches wants', () => {
  expect(expectedOf(z.union([z.string(), z.number()]), true)).toEqual([': expected string or expected number'])
})

test('text that is not JSON is one fault at the root', () => {
  expect(parseJsonWith(CloudEvent, '{')).toEqual({ ok: false, faults: [{ path: '', expected: 'valid JSON' }] })
})
