import { randomUUID } from 'node:crypto'
import { type Asked, ask } from './ask.ts'

export const EVENT = 'application/cloudevents+json'
export const BATCH = 'application/cloudevents-batch+json'

export interface Sent {
  readonly id?: string
  readonly module?: string
  readonly type?: string
  readonly severity?: string
  readonly data?: unknown
}

/** A CloudEvent as a module publishes it. */
export const toEvent = ({
  id = randomUUID(),
  module = 'finbot',
  type = 'mcp.context.updated',
  data = { summary: 'a word' },
  ...rest
}: Sent) => ({
  specversion: '1.0',
  id,
  source: `/modules/${module}`,
  type,
  module,
  data,
  ...rest,
})

/** Sends a body as it is to the publishing door of a panel. */
export const publish = (panelUrl: string, body: unknown, contentType = EVENT): Promise<Asked> =>
  ask(`${panelUrl}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
