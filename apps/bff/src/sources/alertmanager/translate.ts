import { createHash } from 'node:crypto'
import type { AlertAcknowledged, CloudEvent, PeerSilence } from '@nobet/contracts'
import { type AckSilence, type AlertFact, factKey } from '@nobet/domain/alerts'

const SOURCE = '/alertmanager'
/** An event may have 64 KiB; an annotation that is longer than this is cut, and says so. */
const ANNOTATION_CHARS = 4_000
const ANNOTATIONS_CHARS = 24_000
const EVENT_CHARS = 60_000

/** The event of a transition; `undefined` when its labels alone are more than an event may hold. */
export function toAlertEvent(fact: AlertFact, now: number): CloudEvent | undefined {
  const { type, severity, module } = fact
  const data = { ...fact.data, annotations: cutAnnotations(fact.data.annotations) }
  const event: CloudEvent = {
    ...toBase(type, factKey(fact), now),
    subject: data.alertname,
    severity,
    ...(module === undefined ? {} : { module }),
    data,
  }
  return JSON.stringify(event).length > EVENT_CHARS ? undefined : event
}

/** Who took it, until when; the same event whether this panel made the silence or found it. */
export function toAcknowledgedEvent(ack: AckSilence, about: AboutAlert, now: number): CloudEvent {
  const { fingerprint, acknowledged } = ack
  const { by, until, silenceId, comment } = acknowledged
  const data: AlertAcknowledged = {
    fingerprint,
    alertname: about.alertname,
    by,
    ...(until === undefined ? {} : { until }),
    ...(silenceId === undefined ? {} : { silenceId }),
    ...(comment === undefined ? {} : { comment }),
  }
  return { ...toBase('alert.acknowledged', keyOf(fingerprint, silenceId), now), ...toAttributes(about), data }
}

/** `silenceId`: the acknowledgement that ended; `by` when somebody took it back. */
export function toUnacknowledgedEvent(
  ended: { readonly fingerprint: string; readonly silenceId?: string | undefined; readonly by?: string },
  about: AboutAlert,
  now: number,
): CloudEvent {
  const { fingerprint, silenceId, by } = ended
  const data: AlertAcknowledged = { fingerprint, alertname: about.alertname, ...(by === undefined ? {} : { by }) }
  return { ...toBase('alert.unacknowledged', keyOf(fingerprint, silenceId), now), ...toAttributes(about), data }
}

export function toSilenceEvent(
  type: 'silence.created' | 'silence.expired',
  silence: PeerSilence,
  now: number,
): CloudEvent {
  const { id, createdBy, comment, endsAt, matchers } = silence
  const data = { id, by: createdBy, comment, endsAt, matchers }
  return { ...toBase(type, id, now), subject: id, severity: 'info', data }
}

/** What an event about an acknowledgement says of its alert. */
export interface AboutAlert {
  readonly alertname: string
  readonly module?: string | undefined
}

const toAttributes = ({ alertname, module }: AboutAlert) => ({
  subject: alertname,
  severity: 'info' as const,
  ...(module === undefined ? {} : { module }),
})

const keyOf = (fingerprint: string, silenceId: string | undefined) => JSON.stringify([fingerprint, silenceId ?? ''])

const toBase = (type: string, key: string, now: number) => ({
  specversion: '1.0' as const,
  id: createHash('sha256').update(`${type}|${key}`).digest('hex').slice(0, 32),
  source: SOURCE,
  type,
  time: new Date(now).toISOString(),
  datacontenttype: 'application/json',
})

function cutAnnotations(annotations: Readonly<Record<string, string>>): Record<string, string> {
  let left = ANNOTATIONS_CHARS
  return Object.fromEntries(
    Object.entries(annotations).map(([name, text]) => {
      const cut = shorten(text, Math.min(ANNOTATION_CHARS, Math.max(left, 0)))
      left -= cut.length
      return [name, cut]
    }),
  )
}

const shorten = (text: string, chars: number): string =>
  text.length <= chars ? text : `${text.slice(0, chars)}… (${text.length - chars} more characters)`
