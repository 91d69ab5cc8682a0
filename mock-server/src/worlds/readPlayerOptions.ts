import type { PlayerOptions } from '../player/startPlayer.ts'

/** Where in a world to begin and how fast, from a page's address: `?t=14000&speed=0`. Bad numbers take the default. */
export function readPlayerOptions(search: string): PlayerOptions {
  const query = new URLSearchParams(search)
  return { t: readNumber(query, 't', 0), speed: readNumber(query, 'speed', 1) }
}

function readNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name)
  const value = text === null || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) && value >= 0 ? value : fallback
}
