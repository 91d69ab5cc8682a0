import { type KnownEvent, type LoggedEvent, readKnownEvent, type Sample, toTimestamp } from '@nobet/contracts'
import { type ProbeTrack, toEpoch, trackAfterChange, trackAfterCheck } from '@nobet/domain/health'
import type { LogEntry } from '../log/eventLog.ts'
import { type FollowDeps, followLog } from '../log/followLog.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { setModuleState } from '../sources/mcp/countObservation.ts'
import type { SampleStore } from './sampleStore.ts'

export interface HealthFeedDeps extends FollowDeps {
  readonly samples: Pick<SampleStore, 'add'>
  readonly metrics: Pick<Metrics, 'moduleUp' | 'moduleState'>
  /** Told of every entry that came after following began. */
  readonly onLive: (entry: LogEntry) => void
  readonly onEpoch: () => void
}

/** What the log says of each module's health: the same on every panel, whoever probes. */
export interface HealthFeed {
  readonly track: (id: string) => ProbeTrack | undefined
  /** The catalogue that the newest probe saw. */
  readonly catalogue: (id: string) => SeenCatalogue | undefined
  /** Resolves when everything up to this offset has been taken in. */
  readonly reaches: (offset: number) => Promise<void>
  readonly stop: () => void
}

export interface SeenCatalogue {
  readonly hash: string
  /** Epoch milliseconds. */
  readonly at: number
}

type Checked = Extract<KnownEvent, { type: 'mcp.health.checked' }>

/** Follows the log and keeps series, tracks and state gauges of the configured modules. */
export function startHealthFeed(deps: HealthFeedDeps, ids: readonly string[]): HealthFeed {
  const tracks = new Map<string, ProbeTrack>()
  const catalogues = new Map<string, SeenCatalogue>()
  let waiting: { readonly offset: number; readonly done: () => void }[] = []
  let reached = 0
  for (const id of ids) setModuleState(deps.metrics, id, 'unknown')

  const keep = (id: string, track: ProbeTrack) => {
    tracks.set(id, track)
    setModuleState(deps.metrics, id, track.state)
  }

  const onChecked = (id: string, { data, time }: Checked) => {
    const at = Date.parse(time)
    const before = tracks.get(id)
    // A new epoch tells again what it kept of the former one.
    if (before !== undefined && before.observedAt !== null && at <= before.observedAt) return
    const after = trackAfterCheck(before, data, at)
    keep(id, after)
    deps.samples.add({ id, sample: toSample(data, at), at, after })
    if (data.catalogue !== undefined) catalogues.set(id, { hash: data.catalogue.hash, at })
  }

  const onEvent = (event: LoggedEvent) => {
    if (event.module === undefined || !ids.includes(event.module)) return
    const known = readKnownEvent(event)
    if (known?.type === 'mcp.health.checked') onChecked(event.module, known)
    if (known?.type === 'mcp.health.changed') {
      const track = trackAfterChange(tracks.get(event.module), known.data, Date.parse(known.time))
      if (track !== undefined) keep(event.module, track)
    }
  }

  const following = followLog(deps, {
    onEntry(entry, live) {
      onEvent(entry.event)
      if (live) deps.onLive(entry)
    },
    onEpoch() {
      reached = 0
      // Offsets of the former epoch will not come.
      for (const { done } of waiting.splice(0)) done()
      deps.onEpoch()
    },
    onReached({ offset }) {
      reached = offset
      const arrived = waiting.filter((one) => one.offset <= reached)
      waiting = waiting.filter((one) => one.offset > reached)
      for (const { done } of arrived) done()
    },
  })

  return {
    track: (id) => tracks.get(id),
    catalogue: (id) => catalogues.get(id),
    reaches: (offset) =>
      reached >= offset ? Promise.resolve() : new Promise((done) => void waiting.push({ offset, done })),
    stop() {
      following.stop()
      for (const { done } of waiting.splice(0)) done()
    },
  }
}

function toSample(data: Checked['data'], at: number): Sample {
  const list = data.rungs.find(({ rung, status }) => rung === 'list' && status === 'passed')
  return {
    time: toTimestamp(toEpoch(at)),
    state: data.state,
    latencyMs: data.outcome === 'passed' ? data.durationMs : null,
    listMs: list?.ms ?? null,
    eventsPerMinute: data.eventsPerMinute ?? null,
    connections: data.connections ?? null,
  }
}
