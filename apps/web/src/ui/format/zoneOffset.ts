/** Clocks change at quarters of an hour of UTC, nowhere in between. */
const QUARTER_MS = 900_000
const OFFSETS_MAX = 1_000
const SECOND_MS = 1_000
const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const

/** Milliseconds by which this zone's clock is ahead of UTC at an instant. */
export type ZoneOffset = (at: number) => number

/** Reads a zone's offset with the browser's own time zone data, which is slow, and remembers it. */
export function createZoneOffset(timeZone: string): ZoneOffset {
  const read = createOffsetReader(timeZone)
  const known = new Map<number, number>()
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS
    const offset = known.get(quarter) ?? read(quarter)
    if (known.size >= OFFSETS_MAX) known.clear()
    known.set(quarter, offset)
    return offset
  }
}

function createOffsetReader(timeZone: string): ZoneOffset {
  const reader = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const parts = reader.formatToParts(at)
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = FIELDS.map((field) =>
      Number(parts.find((part) => part.type === field)?.value),
    )
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / SECOND_MS) * SECOND_MS
  }
}
