import { parseJsonWith } from '@nobet/contracts'
import * as z from 'zod/mini'
import type { Gateway, UpstreamOutcome } from '../upstreams/gateway.ts'

/** What Alertmanager made of a write, in words for the one who asked. */
export type WriteOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** It understood and said no: its own status and words. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  | { readonly kind: 'away'; readonly reason: string; readonly key?: string; readonly retryAfterMs?: number }

/** A silence as it is sent; with `id` an edit. Times RFC 3339. */
export interface SilenceToWrite {
  readonly id?: string
  readonly matchers: readonly object[]
  readonly startsAt: string
  readonly endsAt: string
  readonly createdBy: string
  readonly comment: string
}

const Created = z.looseObject({ silenceID: z.string() })
/** 422 speaks JSON with a message, 400 a bare JSON string, 404 nothing. */
const Refusal = z.union([z.string(), z.looseObject({ message: z.string() })])
const REASON_CHARS = 500

export interface AlertmanagerWriter {
  saveSilence(silence: SilenceToWrite): Promise<WriteOutcome<string>>
  expireSilence(id: string): Promise<WriteOutcome<undefined>>
  /** Told to every peer, as Prometheus does; done when one took it. */
  postAlerts(alerts: readonly object[]): Promise<WriteOutcome<undefined>>
}

/** Peers tell each other of silences; of alerts each must be told. */
export function createAlertmanagerWriter(gateway: Gateway): AlertmanagerWriter {
  const post = (path: string, body: object, peer?: string) =>
    gateway.ask({
      upstream: 'alertmanager',
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(peer === undefined ? {} : { peer }),
    })
  return {
    async saveSilence(silence) {
      const outcome = readOutcome(await post('/api/v2/silences', silence))
      if (outcome.kind !== 'done') return outcome
      const created = parseJsonWith(Created, outcome.value)
      if (created.ok) return { kind: 'done', value: created.value.silenceID }
      return { kind: 'away', reason: 'Alertmanager did not say the id of the silence' }
    },
    async expireSilence(id) {
      const path = `/api/v2/silence/${encodeURIComponent(id)}`
      const outcome = readOutcome(await gateway.ask({ upstream: 'alertmanager', method: 'DELETE', path }))
      return outcome.kind === 'done' ? { kind: 'done', value: undefined } : outcome
    },
    async postAlerts(alerts) {
      const peers = gateway.peers('alertmanager')
      const outcomes = await Promise.all(peers.map((peer) => post('/api/v2/alerts', alerts, peer)))
      const read = outcomes.map(readOutcome)
      const done = read.some(({ kind }) => kind === 'done')
      const failed = read.find((outcome) => outcome.kind !== 'done')
      return done || failed === undefined ? { kind: 'done', value: undefined } : failed
    },
  }
}

function readOutcome(outcome: UpstreamOutcome): WriteOutcome<string> {
  switch (outcome.kind) {
    case 'ok': {
      const { status, body } = outcome.answer
      const text = body.toString('utf8')
      return status < 300 ? { kind: 'done', value: text } : { kind: 'refused', status, reason: toReason(status, text) }
    }
    case 'cancelled':
      return { kind: 'away', reason: 'given up' }
    case 'notConfigured':
      return { kind: 'away', reason: outcome.reason, key: outcome.key }
    case 'circuitOpen':
    case 'busy':
      return { kind: 'away', reason: outcome.reason, retryAfterMs: outcome.retryAfterMs }
    case 'stale':
      return { kind: 'away', reason: outcome.failure.reason }
    case 'timeout':
    case 'upstreamError':
    case 'refused':
    case 'tooLarge':
    case 'badPayload':
      return { kind: 'away', reason: outcome.reason }
  }
}

function toReason(status: number, text: string): string {
  const said = parseJsonWith(Refusal, text)
  const words = said.ok ? (typeof said.value === 'string' ? said.value : said.value.message) : text
  return words.trim() === '' ? `HTTP ${status}` : words.slice(0, REASON_CHARS)
}
