import type { PlayerOptions } from '../player/startPlayer.ts'
import { isWorldName, type WorldName } from './index.ts'

export interface WorldChoice extends PlayerOptions {
  readonly name: WorldName
  /** What was asked for and does not exist: `calm` is played instead, and the page should say so. */
  readonly unknown?: string
}

/** The choice in a page's address: `?world=calm&t=0&speed=1`. What is missing or not understood takes its default. */
export function readWorldChoice(search: string): WorldChoice {
  const query = new URLSearchParams(search)
  const name = query.get('world') ?? 'calm'
  const options = { t: readNumber(query, 't', 0), speed: readNumber(query, 'speed', 1) }
  return isWorldName(name) ? { name, ...options } : { name: 'calm', unknown: name, ...options }
}

function readNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name)
  const value = text === null || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) && value >= 0 ? value : fallback
}
