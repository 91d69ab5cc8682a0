const formats = new Map<string, Intl.DateTimeFormat>()

/** Minute of the day (0–1439) in a zone, by its wall clock: right also on days that are longer or shorter. */
export function minuteOfDay(at: number, timeZone: string): number {
  const [hours = 0, minutes = 0] = formatOf(timeZone).format(at).split(':').map(Number)
  return hours * 60 + minutes
}

/** Making one is slow, and there are only as many as zones that were chosen. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(timeZone, format)
  return format
}
