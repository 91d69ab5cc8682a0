import { randomUUID } from 'node:crypto'

const INTERVAL_MS = 100

export interface Counter {
  /** How many were accepted so far: the numbers 1 to this. */
  readonly published: () => number
  readonly stop: () => Promise<number>
}

/**
 * Publishes `mcp.context.updated` with 1, 2, 3 … on one module until stopped. A number is sent again under the same id
 * until it is accepted, so that a failed request neither loses nor doubles it.
 */
export function startCounter(panelUrl: string, module: string): Counter {
  let accepted = 0
  let running = true
  async function publish(count: number, id: string): Promise<void> {
    const event = {
      specversion: '1.0',
      id,
      source: `/modules/${module}`,
      type: 'mcp.context.updated',
      module,
      data: { summary: `counter ${count}`, count },
    }
    while (running) {
      const answer = await fetch(`${panelUrl}/api/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/cloudevents+json' },
        body: JSON.stringify(event),
      }).catch(() => undefined)
      if (answer?.status === 202) return void (accepted = count)
      await new Promise((next) => setTimeout(next, INTERVAL_MS))
    }
  }
  const loop = (async () => {
    while (running) {
      await publish(accepted + 1, randomUUID())
      await new Promise((next) => setTimeout(next, INTERVAL_MS))
    }
  })()
  return {
    published: () => accepted,
    async stop() {
      running = false
      await loop
      return accepted
    },
  }
}
