import * as z from 'zod/mini'
import { Cursor } from '../cursor.ts'
import { Recovery } from '../stream/recovery.ts'
import { LogItem } from '../stream/serverFrame.ts'

/** `GET /api/v1/events`: ascending; `cursor` is the next `after` (or `before`). */
export const EventsPage = z.looseObject({ events: z.array(LogItem), cursor: Cursor, recovery: Recovery })
export type EventsPage = z.infer<typeof EventsPage>

/** `POST /api/v1/events`, 202: one cursor an event, in the order sent. */
export const PublishReceipt = z.looseObject({ cursors: z.array(Cursor) })
export type PublishReceipt = z.infer<typeof PublishReceipt>
