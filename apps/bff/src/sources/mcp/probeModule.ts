import type { CloudEvent, Era, FindingCode, HealthChecked } from '@nobet/contracts'
import {
  type CatalogueContent,
  type CatalogueFingerprint,
  diffCatalogues,
  fingerprintCatalogue,
} from '@nobet/domain/catalogue'
import {
  judgeProbe,
  judgeSilence,
  type ProbeResult,
  type ProbeTrack,
  startTrack,
  type TrackStart,
} from '@nobet/domain/health'
import { type Climb, type ClimbDeps, climbLadder } from './climbLadder.ts'
import type { SessionOutcome } from './endSession.ts'
import type { ProbeOperation } from './observeRequests.ts'
import type { ProbeTarget } from './probeTarget.ts'
import { type Occasion, sha256, toCatalogueEvent, toChangedEvent, toCheckedEvent } from './toProbeEvents.ts'

export interface ModuleProbeDeps extends ClimbDeps {
  readonly random: () => number
  readonly newId: () => string
  /** Figures measured beside the probe. */
  readonly beside?: ((id: string) => Pick<HealthChecked, 'eventsPerMinute' | 'connections'>) | undefined
}

/** What one probe brought: events for the log, and the same for those who keep series and catalogues. */
export interface Observation {
  readonly at: number
  readonly checked: HealthChecked
  readonly events: readonly CloudEvent[]
  readonly delayMs: number
  /** The track before and after. */
  readonly before: ProbeTrack
  readonly after: ProbeTrack
  readonly climb: Climb
  /** The event that told of the catalogue as it is now. */
  readonly catalogueEventId?: string
  /** What became of every session this probe was given. */
  readonly sessions: readonly SessionOutcome[]
  /** Every MCP request of this probe. */
  readonly operations: readonly ProbeOperation[]
}

/** Where an earlier observer stopped. */
export interface ProbeStart extends TrackStart {
  readonly catalogue?: { readonly content: CatalogueContent; readonly eventId: string } | undefined
}

export interface ModuleProbe {
  readonly target: ProbeTarget
  readonly track: () => ProbeTrack
  /** The module is told which trace the probe belongs to. */
  readonly run: (traceparent?: string) => Promise<Observation>
  /** The event that says nobody looked for too long, once. */
  readonly watch: () => CloudEvent | undefined
}

interface Catalogued {
  readonly fingerprint: CatalogueFingerprint
  readonly eventId: string
}

/** One module's memory from probe to probe: its track, its era, its last catalogue. */
export function createModuleProbe(target: ProbeTarget, deps: ModuleProbeDeps, start: ProbeStart): ModuleProbe {
  let track = startTrack(start)
  let era: Era | undefined
  let catalogued: Catalogued | undefined = toCatalogued(start)

  const drift = (climb: Climb, occasion: Occasion): { hash?: string; event?: CloudEvent } => {
    if (climb.content === undefined) return {}
    const fingerprint = fingerprintCatalogue(climb.content, sha256)
    const changed = diffCatalogues(catalogued?.fingerprint, fingerprint)
    if (changed === undefined) return { hash: fingerprint.hash }
    const event = toCatalogueEvent(occasion, catalogued?.eventId ?? '', changed)
    catalogued = { fingerprint, eventId: event.id }
    return { hash: fingerprint.hash, event }
  }

  return {
    target,
    track: () => track,
    async run(traceparent) {
      const climbing = { ...deps, traceparent }
      const first = await climbLadder(target, era, climbing)
      const again = era !== undefined && mayBeAnotherEra(first) && deps.signal?.aborted !== true
      const climb = again ? await climbLadder(target, undefined, climbing) : first
      const climbs = again ? [first, climb] : [climb]
      const sessions = climbs.map(({ session }) => session)
      const operations = climbs.flatMap((one) => one.operations)
      era = climb.result.outcome === 'passed' ? climb.result.era : undefined
      const at = deps.clock.now()
      const occasion = { target, at }
      const before = track
      const { hash, event } = drift(climb, occasion)
      const verdict = judgeProbe(track, withCatalogue(climb, hash), { at, random: deps.random() })
      track = verdict.track
      const events = [toCheckedEvent(occasion, deps.newId(), { ...verdict.checked, ...deps.beside?.(target.id) })]
      if (verdict.changed !== undefined) events.push(toChangedEvent(occasion, before.since, verdict.changed))
      if (event !== undefined) events.push(event)
      const { checked, delayMs } = verdict
      const observation = { at, checked, events, delayMs, before, after: track, climb, sessions, operations }
      return catalogued === undefined ? observation : { ...observation, catalogueEventId: catalogued.eventId }
    },
    watch() {
      const at = deps.clock.now()
      const silence = judgeSilence(track, at)
      if (silence === undefined) return undefined
      const { since } = track
      track = silence.track
      return toChangedEvent({ target, at }, since, silence.changed)
    },
  }
}

const toCatalogued = ({ catalogue }: ProbeStart): Catalogued | undefined =>
  catalogue === undefined
    ? undefined
    : { fingerprint: fingerprintCatalogue(catalogue.content, sha256), eventId: catalogue.eventId }

const ANOTHER_ERA: readonly FindingCode[] = ['http_error', 'not_mcp', 'protocol_error', 'version_mismatch']

/** It answered, but not to the handshake of the era we remember: a server may be upgraded under its address. */
const mayBeAnotherEra = ({ result: { rung, finding } }: Climb): boolean =>
  rung !== 'list' && finding !== undefined && ANOTHER_ERA.includes(finding.code)

function withCatalogue({ result, content, truncated }: Climb, hash: string | undefined): ProbeResult {
  if (content === undefined || hash === undefined) return result
  const { tools, resources, prompts } = content
  const counts = { tools: tools.length, resources: resources.length, prompts: prompts.length, hash }
  return { ...result, catalogue: truncated ? { ...counts, truncated } : counts }
}
