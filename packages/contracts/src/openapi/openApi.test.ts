import { expect, test } from 'vitest'
import { OPERATIONS, toOpenApi } from './index.ts'

const document = toOpenApi('1.2.3', '/ops/nobet')

const refsIn = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, child]) =>
    key === '$ref' && typeof child === 'string' ? [child] : refsIn(child),
  )
}

test('every reference in the OpenAPI document leads to a schema of it', () => {
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)
  const used = new Set(refsIn(document))
  expect(used.size).toBeGreaterThan(10)
  expect([...used].filter((ref) => !known.includes(ref))).toEqual([])
})

test('every schema is used', () => {
  const used = new Set(refsIn(document))
  const names = Object.keys(document.components.schemas)
  expect(names.filter((name) => !used.has(`#/components/schemas/${name}`))).toEqual([])
})

test('operations have unique ids, and every path parameter is declared', () => {
  expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length)
  expect(document.paths['/api/v1/modules/{id}']?.['get']).toMatchObject({
    parameters: [{ name: 'id', in: 'path', required: true }],
  })
})

test('every operation says what a problem looks like', () => {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      expect(operation).toHaveProperty(['responses', 'default', 'content', 'application/problem+json', 'schema'])
    }
  }
})

test('the document is told where it is served', () => {
  expect(document['servers']).toEqual([{ url: '/ops/nobet' }])
})
