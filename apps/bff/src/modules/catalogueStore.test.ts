import { expect, test } from 'vitest'
import { type CatalogueShelf, createCatalogueStore, type KeptCatalogue } from './catalogueStore.ts'
import type { SeenCatalogue } from './healthFeed.ts'

const AT = Date.parse('2026-11-22T17:00:00Z')

const kept = (hash: string, tools: readonly string[]): KeptCatalogue => ({
  content: { tools: tools.map((name) => ({ name })), resources: [], prompts: [] },
  hash,
  truncated: false,
  eventId: `event-${hash}`,
  at: AT,
})

/** Two panels on one shelf; `seen` is what the log says to both. */
function panels() {
  const shelved = new Map<string, KeptCatalogue>()
  const faults: unknown[] = []
  let seen: SeenCatalogue | undefined
  let away = false
  let reads = 0
  let writes = 0
  const shelf: CatalogueShelf = {
    async put(id, catalogue) {
      if (away) throw new Error('away')
      writes += 1
      shelved.set(id, catalogue)
    },
    async get(id) {
      reads += 1
      if (away) throw new Error('away')
      return shelved.get(id)
    },
  }
  const open = () => createCatalogueStore({ shelf, seen: () => seen, reportError: (error) => faults.push(error) })
  return {
    prober: open(),
    other: open(),
    faults,
    see: (hash: string, at = AT) => void (seen = { hash, at }),
    cut: () => void (away = true),
    counts: () => ({ reads, writes }),
  }
}

test('what one panel saw, the other shows; it is fetched once, and only again when it changed', async () => {
  const { prober, other, see, counts } = panels()
  see('h1')
  await prober.save('finbot', kept('h1', ['sum']))
  await prober.save('finbot', kept('h1', ['sum']))
  expect((await other.read('finbot')).tools).toEqual([{ name: 'sum' }])
  see('h1', AT + 10_000)
  expect(await other.read('finbot')).toMatchObject({ hash: 'h1', observedAt: '2026-11-22T17:00:10.000Z' })
  expect(counts()).toEqual({ reads: 1, writes: 1 })
  see('h2')
  await prober.save('finbot', kept('h2', ['sum', 'pay']))
  expect((await other.read('finbot')).tools).toHaveLength(2)
})

test('a shelf that is away is answered with what was seen last and when, and reported', async () => {
  const { prober, other, see, cut, faults } = panels()
  see('h1')
  await prober.save('finbot', kept('h1', ['sum']))
  await other.read('finbot')
  see('h2', AT + 10_000)
  cut()
  expect(await other.read('finbot')).toMatchObject({ hash: 'h1', observedAt: '2026-11-22T17:00:00.000Z' })
  expect(faults).toHaveLength(1)
})

test('after the shelf may have been lost, the same catalogue is written again', async () => {
  const { prober, counts } = panels()
  await prober.save('finbot', kept('h1', ['sum']))
  prober.distrust()
  await prober.save('finbot', kept('h1', ['sum']))
  expect(counts().writes).toBe(2)
})

test('a prober that takes over goes on from the last change', async () => {
  const { prober, other } = panels()
  await prober.save('finbot', kept('h1', ['sum']))
  expect(await other.load('finbot')).toMatchObject({ eventId: 'event-h1' })
  expect(await other.load('nobody')).toBeUndefined()
  expect(await other.read('nobody')).toMatchObject({ hash: null, observedAt: null })
})
