import * as z from 'zod/mini'

/** RFC 3339 instant with a zone, as CloudEvents `time` wants it. */
export const Timestamp = z.iso.datetime({ offset: true })
export type Timestamp = z.infer<typeof Timestamp>

/** Milliseconds since 1970-01-01T00:00:00Z. Branded so that it is never mixed up with a duration. */
export const EpochMs = z.number().brand<'EpochMs'>()
export type EpochMs = z.infer<typeof EpochMs>

/** A length of time in milliseconds. */
export const DurationMs = z.number().check(z.gte(0)).brand<'DurationMs'>()
export type DurationMs = z.infer<typeof DurationMs>

/** Reads an instant; the caller has validated the text with {@link Timestamp}. */
export const toEpochMs = (timestamp: Timestamp): EpochMs => EpochMs.parse(Date.parse(timestamp))

export const toTimestamp = (at: EpochMs): Timestamp => new Date(at).toISOString()
