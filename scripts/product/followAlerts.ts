/** A transition of an alert as the stream told it. `receivedAt`: `performance.now()`; `time`: the panel's clock. */
export interface ToldAlert {
  readonly type: string
  readonly time: string
  readonly drillId: string | undefined
  readonly receivedAt: number
}

export interface AlertFollower {
  /** The first alert like this, come already or still to come. */
  first(isWanted: (alert: ToldAlert) => boolean, timeoutMs: number): Promise<ToldAlert>
}

interface EventsFrame {
  readonly op: string
  readonly events?: readonly {
    readonly event: {
      readonly type: string
      readonly time: string
      readonly data?: { readonly labels?: Readonly<Record<string, string>> }
    }
  }[]
}

const POLL_MS = 20
const HELD_MAX = 10_000

/** Follows the alerts of a panel over SSE; resolves when the stream is open, so that nothing after it is missed. */
export async function followAlerts(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<AlertFollower> {
  const response = await fetch(`${url}/api/v1/events/stream?topics=alerts`, {
    headers: { ...headers, accept: 'text/event-stream' },
    signal,
  })
  if (!response.ok || response.body === null) throw new Error(`${url} does not stream: HTTP ${response.status}`)
  const told: ToldAlert[] = []
  let ended: unknown
  void read(response.body, told).then(
    () => (ended = new Error('the stream ended')),
    (error: unknown) => (ended = error),
  )
  return {
    async first(isWanted, timeoutMs) {
      const startedAt = performance.now()
      for (;;) {
        const found = told.find(isWanted)
        if (found !== undefined) return found
        if (ended !== undefined) throw ended
        if (performance.now() - startedAt > timeoutMs) throw new Error(`nothing came within ${timeoutMs / 1000} s`)
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      }
    },
  }
}

async function read(body: ReadableStream<Uint8Array>, told: ToldAlert[]): Promise<void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const receivedAt = performance.now()
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data:')) continue
      // Frames of our own panel, which its contract tests hold.
      const frame = JSON.parse(line.slice('data:'.length)) as EventsFrame
      for (const { event } of frame.events ?? []) {
        told.push({ type: event.type, time: event.time, drillId: event.data?.labels?.['drill_id'], receivedAt })
      }
    }
    told.splice(0, Math.max(0, told.length - HELD_MAX))
  }
}
