import { ENV_KEYS, OTHER_ENV } from '@nobet/contracts/config'

const MAX_DISTANCE = 2
const MODULE_KEYS = ['url', 'title', 'token']

/** For a key nobody knows: the nearest sibling, or the place where a key of that name does exist. */
export function suggestKey(parent: readonly string[], unknown: string): string | undefined {
  const near = nearest(unknown, siblingsOf(parent))
  if (near !== undefined) return [...parent, near].join('.')
  return ENV_KEYS.find((key) => key.path.split('.').at(-1) === unknown)?.path
}

/** For a `NOBET_…` variable nobody reads: the nearest one that is read. */
export const suggestEnv = (unknown: string): string | undefined =>
  nearest(unknown, [...ENV_KEYS.map((key) => key.env), ...OTHER_ENV])

function siblingsOf(parent: readonly string[]): string[] {
  if (parent[0] === 'modules') return MODULE_KEYS
  const depth = parent.length
  const under = ENV_KEYS.map((key) => key.path.split('.')).filter((path) =>
    parent.every((segment, index) => path[index] === segment),
  )
  return [...new Set(under.flatMap((path) => path[depth] ?? []))]
}

function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best !== undefined && best.distance <= Math.min(MAX_DISTANCE, word.length - 1) ? best.candidate : undefined
}

/** Optimal string alignment: a swap of neighbours (`hots` for `host`) counts as one slip. */
function editDistance(a: string, b: string): number {
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const at = (cells: readonly number[], index: number) => cells[index] ?? Number.POSITIVE_INFINITY
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1)
      row.push(cost)
    }
    before = previous
    previous = row
  }
  return previous[b.length] ?? 0
}
