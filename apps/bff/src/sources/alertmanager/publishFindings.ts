import type { CloudEvent, PeerSilence, World } from '@nobet/contracts'
import { ACK_MARKER, type AckSilence, readAckSilence, reconcileAlerts } from '@nobet/domain/alerts'
import type { Clock } from '../../clock.ts'
import type { EventLog, Fence } from '../../log/eventLog.ts'
import { toAcknowledgedEvent, toAlertEvent, toSilenceEvent, toUnacknowledgedEvent } from './translate.ts'
import type { AlertmanagerView } from './watchPeers.ts'

const BATCH_EVENTS = 500

export interface FindingsDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly log: Pick<EventLog, 'append'>
  /** Only the panel that holds the lease publishes. */
  readonly fence: () => Fence | undefined
  /** Ends a silence whose purpose is gone. */
  readonly expire: (silenceId: string) => Promise<unknown>
  readonly onFound: (type: string) => void
  readonly onRefused: (alertname: string) => void
}

/** Publishes what the picture lacks against what Alertmanager holds. What cannot be written now is found again next turn. */
export function createPublishFindings(deps: FindingsDeps) {
  let silencesBefore: ReadonlyMap<string, PeerSilence> | undefined
  const expiring = new Set<string>()

  const expireLeftover = async ({ acknowledged: { silenceId } }: AckSilence) => {
    if (silenceId === undefined || expiring.has(silenceId)) return
    expiring.add(silenceId)
    await deps.expire(silenceId)
    expiring.delete(silenceId)
  }

  return async (view: AlertmanagerView, world: World | undefined): Promise<void> => {
    if (!view.answered || world === undefined) return
    const silences = new Map(view.silences.map((silence) => [silence.id, silence]))
    const former = silencesBefore
    silencesBefore = silences
    const fence = deps.fence()
    if (fence === undefined) return
    const now = deps.clock.now()
    const acks = view.silences.flatMap((silence) => readAckSilence(silence) ?? [])
    const found = reconcileAlerts({ world, held: view.alerts, acks, concludes: view.concludes, seen: view.seen, now })
    const about = (fingerprint: string) => aboutAlert(view, world, fingerprint)
    const events: CloudEvent[] = []
    for (const fact of found.facts) {
      const event = toAlertEvent(fact, now)
      if (event === undefined) deps.onRefused(fact.data.alertname)
      else events.push(event)
    }
    for (const ack of found.acknowledged) events.push(toAcknowledgedEvent(ack, about(ack.fingerprint), now))
    for (const fingerprint of found.unacknowledged) {
      const silenceId = world.alerts[fingerprint]?.acknowledged?.silenceId
      events.push(toUnacknowledgedEvent({ fingerprint, silenceId }, about(fingerprint), now))
    }
    if (former !== undefined) events.push(...toSilenceEvents(former, silences, now))
    for (let at = 0; at < events.length; at += BATCH_EVENTS) {
      const outcome = await deps.log.append(events.slice(at, at + BATCH_EVENTS), { fence })
      if (outcome.kind !== 'appended') return
    }
    for (const { type } of events) deps.onFound(type)
    await Promise.all(found.leftover.map(expireLeftover))
  }
}

function aboutAlert(view: AlertmanagerView, world: World, fingerprint: string) {
  const open = world.alerts[fingerprint]
  if (open !== undefined) return { alertname: open.alertname, module: open.module }
  const labels = view.alerts.find((alert) => alert.fingerprint === fingerprint)?.labels
  return { alertname: labels?.['alertname'] ?? fingerprint }
}

const isOver = ({ status }: PeerSilence): boolean => status.state === 'expired'

/** Made or ended since the last turn, wherever. An acknowledgement has events of its own. */
function toSilenceEvents(
  before: ReadonlyMap<string, PeerSilence>,
  after: ReadonlyMap<string, PeerSilence>,
  now: number,
): CloudEvent[] {
  const events: CloudEvent[] = []
  for (const silence of after.values()) {
    if (silence.comment.startsWith(ACK_MARKER)) continue
    const former = before.get(silence.id)
    if (former === undefined && !isOver(silence)) events.push(toSilenceEvent('silence.created', silence, now))
    if (former !== undefined && !isOver(former) && isOver(silence)) {
      events.push(toSilenceEvent('silence.expired', silence, now))
    }
  }
  return events
}
