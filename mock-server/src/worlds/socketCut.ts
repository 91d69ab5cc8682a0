import { FINBOT, FLEET, toWorldModule } from '../fleet/fleet.ts'
import { inOrder, layFleet, STARTED_AT_MS } from '../fleet/layFleet.ts'
import { layConsoleStarted, laySources } from '../fleet/layPanel.ts'
import type { MockWorld, TimelineEntry } from '../world/mockWorld.ts'

const SEED = 4_429
const DURATION_MS = 150_000
const SOCKET_CUT = { atMs: 15_000, forMs: 30_000 }
const SSE_CUT = { atMs: 23_000, forMs: 22_000 }
/** From here on nothing gets through at all, until all comes back together. */
const DARK = { atMs: 34_000, forMs: 11_000 }
const LOST_EVENTS = 3
/** Nothing is said around the moment the lights go out, so that every reader is at the same place by then. */
const HUSH = { fromMs: DARK.atMs - 3_000, untilMs: DARK.atMs + 1_000 }
const TICK_MS = 700

/** The WebSocket is cut at 15 s, SSE at 23 s, everything at 34 s; at 45 s all is back, and three events are lost. */
export function createSocketCut(): MockWorld {
  return {
    name: 'socket-cut',
    title: 'Socket cut: WebSocket, then SSE, then nothing for eleven seconds; three events lost',
    seed: SEED,
    durationMs: DURATION_MS,
    modules: FLEET.map(toWorldModule),
    timeline: inOrder([
      layConsoleStarted(STARTED_AT_MS),
      laySources(STARTED_AT_MS),
      ...layFleet(SEED, DURATION_MS).filter(isOutsideHush),
      ...layTicks(),
      { atMs: SOCKET_CUT.atMs, fault: { kind: 'cut', channels: ['websocket'], forMs: SOCKET_CUT.forMs } },
      { atMs: SSE_CUT.atMs, fault: { kind: 'cut', channels: ['sse'], forMs: SSE_CUT.forMs } },
      { atMs: DARK.atMs, fault: { kind: 'cut', channels: ['http'], forMs: DARK.forMs } },
      { atMs: DARK.atMs + DARK.forMs - 1, fault: { kind: 'forget', afterMs: DARK.atMs, events: LOST_EVENTS } },
    ]),
  }
}

const isOutsideHush = ({ atMs }: TimelineEntry): boolean => atMs < HUSH.fromMs || atMs >= HUSH.untilMs

/** Steady updates through the outage, each numbered, so that a hole or a double shows. */
function layTicks(): TimelineEntry[] {
  const ticks: TimelineEntry[] = []
  for (let atMs = 0; atMs < DURATION_MS; atMs += TICK_MS) {
    const data = { summary: `batch ${ticks.length + 1}`, sequence: ticks.length + 1 }
    const { id } = FINBOT
    ticks.push({
      atMs,
      event: { type: 'mcp.context.updated', source: `/modules/${id}`, subject: id, module: id, data },
    })
  }
  return ticks.filter(isOutsideHush)
}
