import { type CloudEvent, type HealthChecked, parseCursor, readKnownEvent } from '@nobet/contracts'
import type { Clock } from '../clock.ts'
import type { EventLog, LogEntry } from '../log/eventLog.ts'
import type { ProbeAnswer } from '../sources/mcp/probeLine.ts'
import type { Probing } from '../sources/mcp/startProbing.ts'

/** A panel that does not probe asks the one that does, through the log both read. */
export const PROBE_REQUESTED = 'console.probe.requested'
/** Longer than any probe may take. */
const ANSWER_WITHIN_MS = 20_000

export interface ProbeAsksDeps {
  readonly clock: Clock
  readonly log: Pick<EventLog, 'append'>
  /** UUIDv7. */
  readonly newId: () => string
  readonly reportError: (error: unknown) => void
}

export interface ProbeAsks {
  /** Asks for a probe and waits for its event; those who ask meanwhile share the answer. */
  readonly ask: (module: string) => Promise<ProbeAnswer>
  /** Takes the log's live entries: answers for who asks here, and requests for `probing` when this panel probes. */
  readonly onLive: (entry: LogEntry, probing: Probing | undefined) => void
  readonly stop: () => void
}

interface Ask {
  readonly answer: Promise<ProbeAnswer>
  readonly settle: (answer: ProbeAnswer) => void
  /** The request's own place in the log, once it has one. */
  after: number | undefined
  seen: { readonly offset: number; readonly checked: HealthChecked } | undefined
}

export function createProbeAsks(deps: ProbeAsksDeps): ProbeAsks {
  const { clock, log } = deps
  const asks = new Map<string, Ask>()
  const cancels = new Set<() => void>()

  const later = (run: () => void, ms: number) => {
    const cancel = clock.setTimer(() => {
      cancels.delete(cancel)
      run()
    }, ms)
    cancels.add(cancel)
  }

  const open = (module: string): Ask => {
    let settle: Ask['settle'] = () => {}
    const answer = new Promise<ProbeAnswer>((resolve) => {
      settle = (value) => {
        asks.delete(module)
        resolve(value)
      }
    })
    const ask: Ask = { answer, settle, after: undefined, seen: undefined }
    asks.set(module, ask)
    return ask
  }

  const judge = ({ after, seen, settle }: Ask) => {
    if (after !== undefined && seen !== undefined && seen.offset > after) {
      settle({ kind: 'checked', checked: seen.checked })
    }
  }

  const request = async (module: string, ask: Ask) => {
    const outcome = await log.append([toRequest(module, deps)])
    const [cursor] = outcome.kind === 'appended' ? outcome.cursors : []
    ask.after = cursor === undefined ? undefined : parseCursor(cursor)?.offset
    if (ask.after === undefined) return ask.settle({ kind: 'stopped' })
    judge(ask)
    later(() => ask.settle({ kind: 'no_answer' }), ANSWER_WITHIN_MS)
  }

  const serve = async (probing: Probing, module: string) => {
    const answer = await probing.probeNow(module)
    // Who asked waits for an event, not for a refusal.
    if (answer.kind === 'too_soon') later(() => void probing.probeNow(module), answer.retryAfterMs)
  }

  return {
    ask(module) {
      const known = asks.get(module)
      if (known !== undefined) return known.answer
      const ask = open(module)
      request(module, ask).catch((error: unknown) => {
        deps.reportError(error)
        ask.settle({ kind: 'stopped' })
      })
      return ask.answer
    },
    onLive({ event, offset }, probing) {
      const { module } = event
      if (module === undefined) return
      if (event.type === PROBE_REQUESTED && probing !== undefined) serve(probing, module).catch(deps.reportError)
      const ask = asks.get(module)
      const known = ask === undefined ? undefined : readKnownEvent(event)
      if (ask === undefined || known?.type !== 'mcp.health.checked') return
      ask.seen = { offset, checked: known.data }
      judge(ask)
    },
    stop() {
      for (const cancel of cancels) cancel()
      for (const { settle } of asks.values()) settle({ kind: 'stopped' })
    },
  }
}

const toRequest = (module: string, { clock, newId }: Pick<ProbeAsksDeps, 'clock' | 'newId'>): CloudEvent => ({
  specversion: '1.0',
  id: newId(),
  source: '/console',
  type: PROBE_REQUESTED,
  subject: module,
  time: new Date(clock.now()).toISOString(),
  datacontenttype: 'application/json',
  module,
  severity: 'debug',
  data: { module },
})
