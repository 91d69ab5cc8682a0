import type { Finding, FindingCode, Rung } from '@nobet/contracts'

/** Ends a climb: what was found, and on which rung. Thrown through the client, so it must be an Error. */
export class ProbeFault extends Error {
  readonly rung: Rung
  readonly finding: Finding

  constructor(rung: Rung, code: FindingCode, params?: Record<string, string | number>, cause?: unknown) {
    super(`${rung}: ${code}`, { cause })
    this.name = 'ProbeFault'
    this.rung = rung
    this.finding = params === undefined ? { code } : { code, params }
  }
}

const EVIDENCE_CHARS_MAX = 200

/** The other side's words, short enough for an event and free of control characters. */
export const toEvidence = (text: string): string =>
  text
    .slice(0, EVIDENCE_CHARS_MAX)
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim()
