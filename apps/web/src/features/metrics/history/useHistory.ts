import { useCallback, useState } from 'react'
import { addToHistory, type HistoryEntry, keepHistory, readHistory } from './history.ts'

/** The queries run in this browser, and the ways to change the list. */
export function useHistory() {
  const [history, setHistory] = useState<readonly HistoryEntry[]>(() => readHistory(readStorage()))
  const change = useCallback((next: (before: readonly HistoryEntry[]) => readonly HistoryEntry[]) => {
    // Another tab may have added some meanwhile.
    const changed = next(readHistory(readStorage()))
    keepHistory(readStorage(), changed)
    setHistory(changed)
  }, [])
  const add = useCallback(
    (exprs: readonly string[]) => change((before) => addToHistory(before, exprs, Date.now())),
    [change],
  )
  const remove = useCallback((expr: string) => change((before) => before.filter((one) => one.expr !== expr)), [change])
  const clear = useCallback(() => change(() => []), [change])
  return { history, add, remove, clear }
}

function readStorage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}
