import { HTTP_LIMITS } from '../stream/limits.ts'
import { json, type Operation, type QueryParameter } from './operation.ts'

const AFTER: QueryParameter = { name: 'after', description: 'Exclusive lower bound, a cursor' }
const TOPICS: QueryParameter = { name: 'topics', description: 'Comma-separated topics or patterns; all when absent' }

const FILTERS: readonly QueryParameter[] = [
  AFTER,
  { name: 'before', description: 'Exclusive upper bound, a cursor' },
  TOPICS,
  { name: 'types', description: 'Comma-separated event types' },
  { name: 'minSeverity', description: 'debug, info, warning or critical' },
  { name: 'module', description: 'Module id' },
  { name: 'q', description: 'Text to find' },
  { name: 'limit', description: 'How many at most', type: 'integer', maximum: HTTP_LIMITS.readMax },
  {
    name: 'wait',
    description: 'Long poll: milliseconds to hold while nothing matches; needs `after`',
    type: 'integer',
    maximum: HTTP_LIMITS.waitMaxMs,
  },
]

/** The log over HTTP. */
export const EVENT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/snapshot',
    id: 'getSnapshot',
    tag: 'events',
    summary: 'The present picture and the cursor where it was true',
    replies: { 200: json('The picture', 'Snapshot') },
  },
  {
    method: 'get',
    path: '/api/v1/events',
    id: 'listEvents',
    tag: 'events',
    summary: 'Read the log, ascending; with `wait`, long poll',
    permission: 'events:read',
    query: FILTERS,
    replies: {
      200: {
        description: 'A page, or with `Accept: application/x-ndjson` an export of one item a line',
        content: { 'application/json': 'EventsPage', 'application/x-ndjson': 'LogItem' },
      },
    },
  },
  {
    method: 'post',
    path: '/api/v1/events',
    id: 'publishEvents',
    tag: 'events',
    summary: 'Publish CloudEvents: structured, batch or binary mode; a batch is all or nothing',
    request: {
      'application/cloudevents+json': 'CloudEvent',
      'application/cloudevents-batch+json': ['CloudEvent'],
      'application/json': null,
    },
    replies: { 202: json('One cursor an event, in the order sent', 'PublishReceipt') },
  },
  {
    method: 'get',
    path: '/api/v1/events/stream',
    id: 'streamEvents',
    tag: 'events',
    summary: 'Server-sent events; the frames are those of the WebSocket, see /asyncapi.json',
    query: [TOPICS, AFTER],
    replies: { 200: { description: 'A stream', content: { 'text/event-stream': null } } },
  },
  {
    method: 'get',
    path: '/api/v1/stream',
    id: 'openStream',
    tag: 'events',
    summary: 'WebSocket, subprotocol nobet.v1; see /asyncapi.json',
    replies: { 101: { description: 'Switching to the WebSocket protocol' } },
  },
]
