import { readFileSync } from 'node:fs'

/** An answer recorded from, or documented by, the real thing. */
export interface Fixture {
  /** `GET /api/search?q=…`, still encoded. */
  request: string
  status: number
  contentType?: string | null
  body: unknown
}

export type Room = 'grafana' | 'tempo-3.0' | 'tempo-2.10'

export function readFixture(room: Room, name: string): Fixture {
  const url = new URL(`../../../fixtures/${room}/${name}.json`, import.meta.url)
  // The files are ours and every test looks at what is in them.
  return JSON.parse(readFileSync(url, 'utf8')) as Fixture
}
