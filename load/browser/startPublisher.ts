const MODULES = ['finbot', 'mubot', 'observability'] as const
const TYPES = ['mcp.context.updated', 'mcp.context.updated', 'mcp.notification.received', 'com.example.posted'] as const

/** Publishes at a steady rate in batches until stopped; a late timer makes a larger batch, not a lower rate. */
export function startPublisher(url: string, perSecond: number, everyMs: number) {
  const begun = performance.now()
  let sent = 0
  let refused = 0
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) * perSecond) / 1_000) - sent
    if (due <= 0) return
    const events = Array.from({ length: due }, (_, at) => toEvent(sent + at + 1))
    sent += due
    void post(url, events).then((ok) => {
      if (!ok) refused += due
    })
  }, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      return { sent, refused, perSecond: (sent * 1_000) / (performance.now() - begun) }
    },
  }
}

async function post(url: string, events: readonly object[]): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

/** About 380 bytes as JSON. `n` grows by one: the page's newest row tells how far it has painted. */
function toEvent(n: number): object {
  const module = MODULES[n % MODULES.length] ?? 'finbot'
  const type = TYPES[n % TYPES.length] ?? 'com.example.posted'
  return {
    specversion: '1.0',
    id: `bench-${n}`,
    source: `/modules/${module}`,
    type,
    time: new Date().toISOString(),
    module,
    severity: n % 100 === 0 ? 'critical' : n % 20 === 0 ? 'warning' : 'info',
    data: {
      summary: `bench ${n} customer ${40_000 + (n % 500)}, 3 resources`,
      n,
      method: 'notifications/resources/updated',
      note: 'x'.repeat(40),
    },
  }
}
