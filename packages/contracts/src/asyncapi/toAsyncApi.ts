import { EVENT_DATA, EVENT_TYPES, type EventType } from '../event/eventType.ts'
import { CLIENT_FRAMES, HTTP_SCHEMAS, SERVER_FRAMES, toComponentSchemas } from '../openapi/namedSchemas.ts'
import { STREAM } from '../stream/limits.ts'

export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0'
  readonly components: { readonly schemas: object; readonly messages: Readonly<Record<string, object>> }
  readonly [key: string]: unknown
}

const CLIENT_OPS = Object.keys(CLIENT_FRAMES)
const SERVER_OPS = Object.keys(SERVER_FRAMES)
/** What the server-sent stream carries: nothing is asked of it, so nothing is answered. */
const SSE_OPS = ['welcome', 'events', 'lagged', 'heartbeat', 'error', 'goodbye']

/** The AsyncAPI 3.0 document of the live stream and of every event type of the first set. */
export function toAsyncApi(version: string, basePath = ''): AsyncApiDocument {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Nöbet live stream',
      version,
      description: 'One numbered log over WebSocket and server-sent events.',
    },
    defaultContentType: 'application/json',
    servers: {
      websocket: { host: 'localhost:4400', protocol: 'ws', ...pathname(basePath) },
      sse: { host: 'localhost:4400', protocol: 'http', ...pathname(basePath) },
    },
    channels: {
      stream: {
        address: '/api/v1/stream',
        description: `WebSocket, subprotocol ${STREAM.subprotocol}, JSON text frames; \`hello\` comes first.`,
        servers: [{ $ref: '#/servers/websocket' }],
        messages: pick([...CLIENT_OPS, ...SERVER_OPS]),
      },
      eventStream: {
        address: '/api/v1/events/stream',
        description: 'Server-sent events: `event` is the op, `data` the frame, `id` the cursor to resume from.',
        servers: [{ $ref: '#/servers/sse' }],
        messages: pick(SSE_OPS),
      },
    },
    operations: {
      receiveClientFrames: operation('receive', 'stream', CLIENT_OPS),
      sendServerFrames: operation('send', 'stream', SERVER_OPS),
      sendServerSentEvents: operation('send', 'eventStream', SSE_OPS),
    },
    components: { schemas: toSchemas(), messages: { ...frameMessages(), ...eventMessages() } },
  }
}

const pathname = (basePath: string) => (basePath === '' ? {} : { pathname: basePath })

const pick = (ops: readonly string[]) =>
  Object.fromEntries(ops.map((op) => [op, { $ref: `#/components/messages/${op}` }]))

const operation = (action: 'send' | 'receive', channel: string, ops: readonly string[]) => ({
  action,
  channel: { $ref: `#/channels/${channel}` },
  messages: ops.map((op) => ({ $ref: `#/channels/${channel}/messages/${op}` })),
})

const frameName = (op: string): string => `Frame-${op}`
const dataName = (type: EventType): string => `Data-${type}`

function toSchemas(): object {
  const frames = Object.entries({ ...CLIENT_FRAMES, ...SERVER_FRAMES })
  const { CloudEvent, LoggedEvent, LogItem, Recovery, User } = HTTP_SCHEMAS
  const shared = { CloudEvent, LoggedEvent, LogItem, Recovery, User }
  const named = toComponentSchemas(
    { ...shared, ...Object.fromEntries(frames.map(([op, schema]) => [frameName(op), schema])) },
    'draft-7',
  )
  // One schema serves several types, so each is rendered by itself.
  const data = EVENT_TYPES.map((type) => [
    dataName(type),
    toComponentSchemas({ only: EVENT_DATA[type] }, 'draft-7')['only'],
  ])
  return { ...named, ...Object.fromEntries(data) }
}

const frameMessages = () =>
  Object.fromEntries(
    [...CLIENT_OPS, ...SERVER_OPS].map((op) => [
      op,
      { name: op, payload: { $ref: `#/components/schemas/${frameName(op)}` } },
    ]),
  )

/** An event of a known type: the envelope, with `data` of that type. */
const eventMessages = () =>
  Object.fromEntries(
    EVENT_TYPES.map((type) => [
      type,
      {
        name: type,
        contentType: 'application/cloudevents+json',
        payload: {
          allOf: [
            { $ref: '#/components/schemas/LoggedEvent' },
            {
              type: 'object',
              properties: { type: { const: type }, data: { $ref: `#/components/schemas/${dataName(type)}` } },
            },
          ],
        },
      },
    ]),
  )
