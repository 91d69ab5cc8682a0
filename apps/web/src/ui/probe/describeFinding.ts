import type { Finding, Rung } from '@nobet/contracts'
import type { Translate } from '../../i18n/translate.ts'
import type { Format } from '../format/createFormat.ts'

export interface FindingText {
  readonly finding: Translate<'finding'>
  readonly advice: Translate<'advice'>
}

/** What a probe found, as a sentence without a full stop. */
export const describeFinding = (finding: Finding, rung: Rung | undefined, text: FindingText, format: Format): string =>
  text.finding(finding.code, toWords(finding, rung, format))

/** What to do about it; empty when there is nothing to do. */
export const adviseOn = (finding: Finding, text: FindingText): string =>
  finding.code === 'ok' ? '' : text.advice(finding.code)

function toWords(finding: Finding, rung: Rung | undefined, format: Format): Record<string, string> {
  const { ms, bytes, count, status } = finding.params ?? {}
  return {
    rung: rung ?? '',
    ms: typeof ms === 'number' ? format.latency(ms) : '–',
    bytes: typeof bytes === 'number' ? format.bytes(bytes) : '–',
    count: typeof count === 'number' ? format.number(count) : '–',
    status: String(status ?? ''),
  }
}
