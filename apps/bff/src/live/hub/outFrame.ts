import type { Cursor, ServerFrame } from '@nobet/contracts'

/** One frame ready to be written to any number of sockets. */
export interface OutFrame {
  readonly op: ServerFrame['op']
  readonly json: Buffer
  /** The cursor to resume from after this frame, when it has one. */
  readonly id?: Cursor
  /** The same frame as a server-sent event; made by the first session that needs it. */
  sse?: Buffer
  /** The same frame as the bytes of one WebSocket message; made by the first session that needs it. */
  message?: Buffer
}

export const toOutFrame = (frame: ServerFrame, id?: Cursor): OutFrame => ({
  op: frame.op,
  json: Buffer.from(JSON.stringify(frame)),
  ...(id === undefined ? {} : { id }),
})
