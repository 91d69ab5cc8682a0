import { FINDINGS } from '@nobet/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainFinding } from './explainFinding.ts'
import { toQuantiles } from './quantiles.ts'

describe('a finding in words', () => {
  it('says every finding, with and without its figures', () => {
    const params = { ms: 2_400, status: 500, bytes: 1, host: 'h', code: 'E', location: '/', supported: '1', count: 5 }
    for (const code of FINDINGS) {
      for (const finding of [{ code }, { code, params }]) {
        const { reason } = explainFinding(finding)
        expect(reason).not.toBe('')
        expect(reason).not.toMatch(/undefined|NaN/)
      }
    }
  })
})

describe('quantiles', () => {
  it('are absent, not zero, when nothing was measured', () => {
    expect(toQuantiles([])).toBeUndefined()
  })

  it('law: they are measured values, in rising order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
        const quantiles = toQuantiles(values)
        if (quantiles === undefined) throw new Error('expected quantiles')
        const { p50, p95, p99 } = quantiles
        expect(p50 <= p95 && p95 <= p99).toBe(true)
        expect([p50, p95, p99].every((value) => values.includes(value))).toBe(true)
      }),
    )
  })
})
