import { expect, it } from 'vitest'
import { addToHistory, HISTORY_MAX, keepHistory, readHistory } from './history.ts'

const storageWith = (saved: string | null) => {
  let kept = saved
  return { getItem: () => kept, setItem: (_key: string, value: string) => void (kept = value) }
}

it('comes back as it was kept', () => {
  const storage = storageWith(null)
  keepHistory(storage, addToHistory([], ['up', 'rate(x[5m])'], 7))
  expect(readHistory(storage)).toEqual([
    { expr: 'up', at: 7 },
    { expr: 'rate(x[5m])', at: 7 },
  ])
})

it('holds each query once, the newest first, and no more than the bound', () => {
  const first = addToHistory(addToHistory([], ['a'], 1), ['b'], 2)
  expect(addToHistory(first, ['a'], 3).map(({ expr }) => expr)).toEqual(['a', 'b'])
  const full = Array.from({ length: HISTORY_MAX + 20 }).reduce<ReturnType<typeof addToHistory>>(
    (history, _, at) => addToHistory(history, [`m${at}`], at),
    [],
  )
  expect(full).toHaveLength(HISTORY_MAX)
  expect(full[0]?.expr).toBe(`m${HISTORY_MAX + 19}`)
})

it.each(['{', '7', '[{"expr":1}]'])('is empty when the storage holds %s', (saved) => {
  expect(readHistory(storageWith(saved))).toEqual([])
})

it('is empty where storage is forbidden, and keeping fails in silence', () => {
  const forbidden = () => {
    throw new Error('forbidden')
  }
  const storage = { getItem: forbidden, setItem: forbidden }
  expect(readHistory(storage)).toEqual([])
  expect(() => keepHistory(storage, [])).not.toThrow()
})
