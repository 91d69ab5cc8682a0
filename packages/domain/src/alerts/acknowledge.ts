import type { Acknowledgement, PeerSilence, SilenceMatcher } from '@nobet/contracts'

/** First words of the comment of a silence that is an acknowledgement; any Alertmanager tool shows them. */
export const ACK_MARKER = '[nobet:ack]'

const MARKED = /^\[nobet:ack\] ([^\s]{1,128})(?: ([\s\S]*))?$/

/** The fingerprint stands in the comment, so that the acknowledgement is found again without its alert. */
export const toAckComment = (fingerprint: string, comment = ''): string =>
  `${ACK_MARKER} ${fingerprint}${comment === '' ? '' : ` ${comment}`}`

/** Which alert a silence with this comment acknowledges, and what was said; `undefined` for any other silence. */
export function readAckComment(text: string): { readonly fingerprint: string; readonly comment: string } | undefined {
  const [, fingerprint, comment = ''] = MARKED.exec(text) ?? []
  return fingerprint === undefined ? undefined : { fingerprint, comment }
}

/** Matches exactly this alert: every label by its value. */
export const toAckMatchers = (labels: Readonly<Record<string, string>>): SilenceMatcher[] =>
  Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }))

export interface AckSilence {
  readonly fingerprint: string
  readonly acknowledged: Acknowledgement
}

/** The acknowledgement a silence stands for; `undefined` for any other silence, and for one that has ended. */
export function readAckSilence(silence: PeerSilence): AckSilence | undefined {
  if (silence.status.state !== 'active') return undefined
  const mark = readAckComment(silence.comment)
  if (mark === undefined) return undefined
  const { fingerprint, comment } = mark
  return {
    fingerprint,
    acknowledged: {
      by: silence.createdBy,
      at: silence.startsAt,
      until: silence.endsAt,
      silenceId: silence.id,
      ...(comment === '' ? {} : { comment }),
    },
  }
}
