import type { SilenceMatcher } from '@nobet/contracts'

type Labels = Readonly<Record<string, string>>

export interface MatcherFault {
  readonly name: string
  readonly reason: 'pattern'
}

/**
 * What a list of matchers hits, as Alertmanager decides it: all must hold, a missing label is empty, patterns are
 * anchored at both ends. A pattern that cannot be read here is a fault, not a guess.
 */
export function compileMatchers(
  matchers: readonly SilenceMatcher[],
):
  | { readonly ok: true; readonly hits: (labels: Labels) => boolean }
  | { readonly ok: false; readonly fault: MatcherFault } {
  const tests: ((labels: Labels) => boolean)[] = []
  for (const { name, value, isRegex, isEqual } of matchers) {
    const test = isRegex ? compilePattern(value) : (text: string) => text === value
    if (test === undefined) return { ok: false, fault: { name, reason: 'pattern' } }
    tests.push((labels) => test(labels[name] ?? '') === isEqual)
  }
  return { ok: true, hits: (labels) => tests.every((test) => test(labels)) }
}

function compilePattern(value: string): ((text: string) => boolean) | undefined {
  try {
    const pattern = new RegExp(`^(?:${value})$`, 'su')
    return (text) => pattern.test(text)
  } catch {
    return undefined
  }
}
