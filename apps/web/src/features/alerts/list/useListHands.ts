import type { AlertRow } from '@nobet/contracts'
import { useCallback, useMemo, useState } from 'react'
import type { ListRow } from './toListRows.ts'

/** What the operator holds of the list: the row the keys are at, the alerts picked, the groups turned, a dialog. */
export interface ListHands {
  readonly active: string | undefined
  readonly picked: ReadonlySet<string>
  readonly turned: ReadonlySet<string>
  readonly asking: Asking | undefined
  readonly move: (by: 1 | -1, rows: readonly ListRow[]) => void
  readonly turn: (key: string) => void
  readonly toggle: (fingerprint: string) => void
  readonly pick: (fingerprints: readonly string[]) => void
  readonly ask: (asking: Asking | undefined) => void
}

export interface Asking {
  readonly kind: 'ack' | 'takeBack'
  readonly alerts: readonly AlertRow[]
}

const flip = (held: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(held)
  if (!next.delete(key)) next.add(key)
  return next
}

export function useListHands(): ListHands {
  const [active, setActive] = useState<string>()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [asking, ask] = useState<Asking>()
  const move = useCallback(
    (by: 1 | -1, rows: readonly ListRow[]) =>
      setActive((before) => {
        const at = rows.findIndex(({ key }) => key === before)
        const next = at < 0 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))
        return rows[next]?.key
      }),
    [],
  )
  const turn = useCallback((key: string) => setTurned((held) => flip(held, key)), [])
  const toggle = useCallback((fingerprint: string) => setPicked((held) => flip(held, fingerprint)), [])
  const pick = useCallback((fingerprints: readonly string[]) => setPicked(new Set(fingerprints)), [])
  return useMemo(
    () => ({ active, picked, turned, asking, move, turn, toggle, pick, ask }),
    [active, picked, turned, asking, move, turn, toggle, pick],
  )
}
