import * as z from 'zod/mini'

const CURSOR_PATTERN = /^([A-Za-z0-9_-]{1,64}):(0|[1-9]\d{0,15})$/

/** A position in the log, `<epoch>:<offset>`; opaque to clients. */
export const Cursor = z.string().check(z.regex(CURSOR_PATTERN, 'expected <epoch>:<offset>')).brand<'Cursor'>()
export type Cursor = z.infer<typeof Cursor>

/** A cursor taken apart. Offsets grow by one over all topics; `0` is before the first event. */
export interface Position {
  readonly epoch: string
  readonly offset: number
}

/** Of a position of a log, or of one taken from a cursor: both fit the pattern, so it is not checked once more. */
export const formatCursor = (position: Position): Cursor => `${position.epoch}:${position.offset}` as Cursor

/** `undefined` for anything that is not a cursor: an unknown cursor is an outcome, never an exception. */
export function parseCursor(text: string): Position | undefined {
  const match = CURSOR_PATTERN.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return undefined
  const offset = Number(match[2])
  return Number.isSafeInteger(offset) ? { epoch: match[1], offset } : undefined
}
