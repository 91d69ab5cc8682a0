import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundDepth, canonicalJson } from './canonicalJson.ts'
import { type CatalogueContent, diffCatalogues, fingerprintCatalogue } from './catalogueDrift.ts'

const digest = (text: string) => text
const tool = (name: string, description = '') => ({ name, description })
const content = (over: Partial<CatalogueContent> = {}): CatalogueContent => ({
  tools: [tool('a'), tool('b')],
  resources: [{ uri: 'file:///x', name: 'x' }],
  prompts: [{ name: 'p' }],
  ...over,
})
const print = (value: CatalogueContent) => fingerprintCatalogue(value, digest)

describe('catalogue drift', () => {
  it('names what was added, removed and changed', () => {
    const drift = diffCatalogues(print(content()), print(content({ tools: [tool('b', 'new words'), tool('c')] })))
    expect(drift).toMatchObject({ added: ['tool:c'], removed: ['tool:a'], changed: ['tool:b'] })
  })

  it('is no drift when a server lists the same in another order', () => {
    const { tools } = content()
    expect(diffCatalogues(print(content()), print(content({ tools: [...tools].reverse() })))).toBeUndefined()
  })

  it('begins with a baseline that has nothing before it', () => {
    expect(diffCatalogues(undefined, print(content()))).toMatchObject({
      before: null,
      added: ['tool:a', 'tool:b', 'resource:file:///x', 'prompt:p'],
      removed: [],
      changed: [],
    })
  })

  it('fits an event whatever the number and length of the names', () => {
    const tools = Array.from({ length: 1_000 }, (_, index) => tool(`${index}${'ş'.repeat(500)}`))
    const drift = diffCatalogues(undefined, print(content({ tools })))
    expect(drift?.['omitted']).toBe(1_002 - 50)
    expect(new TextEncoder().encode(JSON.stringify({ ...drift, after: 'x'.repeat(64) })).length).toBeLessThan(60 * 1024)
  })
})

describe('canonical JSON', () => {
  it('law: the order of keys does not matter, and it reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
    )
    expect(canonicalJson({ b: 1, a: { d: 1, c: 2 } })).toBe(canonicalJson({ a: { c: 2, d: 1 }, b: 1 }))
  })

  it('survives a schema nested without end', () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)
    expect(canonicalJson(deep).length).toBeLessThan(1_000)
    expect(() => JSON.stringify(boundDepth(deep))).not.toThrow()
  })
})
