import { Cursor, type LogItem } from '@nobet/contracts'
import { buildEvent } from '@nobet/testkit'
import { describe, expect, it } from 'vitest'
import { openLedger, rewind, takeEvents, takeHeartbeat, takeLagged, takeWelcome } from './ledger.ts'

const at = (text: string) => Cursor.parse(text)
const items = (...offsets: number[]): LogItem[] => offsets.map((n) => ({ cursor: at(`e:${n}`), event: buildEvent() }))
const frame = (from: number, until: number, ...offsets: number[]) => ({
  events: items(...offsets),
  from: at(`e:${from}`),
  until: at(`e:${until}`),
})
const complete = { state: 'complete', recovered: 0, lost: 0 } as const

describe('the ledger', () => {
  it('takes what follows, and resumes from the newest until although nothing in it was visible', () => {
    const taken = takeEvents(openLedger(at('e:5')), frame(5, 9))
    expect(taken).toMatchObject({ kind: 'taken', items: [], ledger: { resume: 'e:9' } })
  })

  it('drops what it has delivered, also twice within a frame', () => {
    const taken = takeEvents(openLedger(at('e:5')), frame(3, 8, 4, 5, 6, 6, 8))
    expect(taken).toMatchObject({ kind: 'taken', duplicates: 3 })
    expect(taken.kind === 'taken' && taken.items.map((item) => item.cursor)).toEqual(['e:6', 'e:8'])
  })

  it('sees a hole although a heartbeat has passed over it, and can go back behind that', () => {
    const ledger = takeHeartbeat(openLedger(at('e:5')), at('e:9'))
    expect(ledger.resume).toBe('e:9')
    expect(takeEvents(ledger, frame(7, 10, 8))).toEqual({ kind: 'hole', lost: 2 })
    expect(rewind(ledger).resume).toBe('e:5')
  })

  it('counts as lost only what no other connection has brought', () => {
    const lagged = { from: at('e:2'), until: at('e:8'), lost: 6 }
    expect(takeLagged(openLedger(at('e:5')), lagged)).toMatchObject({ kind: 'taken', lost: 3 })
    expect(takeLagged(openLedger(at('e:9')), lagged)).toMatchObject({ kind: 'taken', lost: 0 })
    const recovery = { state: 'partial', recovered: 4, lost: 6 } as const
    const welcomed = takeWelcome(openLedger(at('e:5')), { cursor: at('e:12'), recovery }, 'e:2')
    expect(welcomed).toMatchObject({ lost: 3, ledger: { delivered: { offset: 8 }, resume: 'e:8' } })
  })

  it('follows into a new epoch and says that the loss has no number', () => {
    const recovery = { state: 'none', recovered: 0, lost: null } as const
    const { ledger, lost } = takeWelcome(openLedger(at('old:5')), { cursor: at('e:12'), recovery }, 'old:5')
    expect(lost).toBeNull()
    expect(ledger.resume).toBe('old:5')
    expect(takeEvents(ledger, frame(12, 13, 13))).toMatchObject({ kind: 'taken', ledger: { resume: 'e:13' } })
    expect(takeLagged(openLedger(at('old:5')), { from: at('old:5'), until: at('e:0'), lost: null })).toMatchObject({
      lost: null,
      ledger: { resume: 'e:0' },
    })
  })

  it('never resumes from a welcome, yet knows what was missed between two of them', () => {
    const first = takeWelcome(openLedger(undefined), { cursor: at('e:3'), recovery: complete }, undefined)
    expect(first).toMatchObject({ lost: 0, ledger: { resume: undefined } })
    const second = takeWelcome(first.ledger, { cursor: at('e:7'), recovery: complete }, undefined)
    expect(second).toMatchObject({ lost: 4, ledger: { resume: undefined } })
  })
})
