import type { LatencyQuantiles, ModuleSamples, Sample } from '@nobet/contracts'
import { addUptime, readUptime, toQuantiles, type Uptime, UPTIME_BUCKET_MS } from '@nobet/domain/health'
import { STALE_AFTER_INTERVALS } from '@nobet/domain/freshness'
import type { ProbeTrack } from '@nobet/domain/health'
import type { Clock } from '../clock.ts'

/** Samples are kept this long; charts and quantiles read nothing older. */
export const SAMPLE_WINDOW_MS = 60 * 60_000
/** An hour at the regular rate is 360; what is above is room for retries and probes by hand. */
const SAMPLES_MAX = 1_200

export interface SampleInput {
  readonly id: string
  readonly sample: Sample
  /** Epoch milliseconds of the sample. */
  readonly at: number
  /** What is known from now on. */
  readonly after: ProbeTrack
}

export interface SampleStore {
  readonly add: (input: SampleInput) => void
  readonly read: (id: string) => ModuleSamples
  readonly quantiles: (id: string) => LatencyQuantiles | undefined
}

interface Series {
  readonly points: { readonly at: number; readonly sample: Sample }[]
  uptime: Uptime
  track: ProbeTrack | undefined
}

/** The panel's own last hour of every configured module, and its last 24 h by quarter of an hour. Fed from the log. */
export function createSampleStore(clock: Pick<Clock, 'now'>, ids: readonly string[]): SampleStore {
  const all = new Map<string, Series>(ids.map((id) => [id, { points: [], uptime: new Map(), track: undefined }]))
  const recent = (id: string) => {
    const oldest = clock.now() - SAMPLE_WINDOW_MS
    return (all.get(id)?.points ?? []).filter(({ at }) => at > oldest)
  }

  return {
    add({ id, sample, at, after }) {
      const series = all.get(id)
      if (series === undefined) return
      series.points.push({ at, sample })
      const expired = series.points.findIndex((point) => point.at > at - SAMPLE_WINDOW_MS)
      series.points.splice(0, Math.max(expired, series.points.length - SAMPLES_MAX))
      if (series.track !== undefined) series.uptime = upTo(series.uptime, series.track, at)
      series.track = after
    },
    read(id) {
      const now = clock.now()
      const series = all.get(id)
      const uptime = series?.track === undefined ? new Map() : upTo(series.uptime, series.track, now)
      return {
        module: id,
        samples: recent(id).map(({ sample }) => sample),
        uptime: { bucketMs: UPTIME_BUCKET_MS, buckets: readUptime(uptime, now) },
      }
    },
    quantiles: (id) => toQuantiles(recent(id).flatMap(({ sample }) => sample.latencyMs ?? [])),
  }
}

/** An observation speaks for the time until it goes stale; beyond that nothing was observed. */
function upTo(uptime: Uptime, track: ProbeTrack, until: number): Uptime {
  if (track.observedAt === null) return uptime
  const spoken = track.observedAt + STALE_AFTER_INTERVALS * track.intervalMs
  return addUptime(uptime, track.beforeStale ?? track.state, track.observedAt, Math.min(until, spoken))
}
