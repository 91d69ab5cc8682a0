import { useMemo } from 'react'
import { useFormat } from '../../ui/format/useFormat.ts'

/** Writes a length of a span: 340 µs, 4.2 ms, 1.25 s. Milliseconds in. */
export function useSpanTime(): (ms: number) => string {
  const format = useFormat()
  return useMemo(
    () => (ms) => (ms > 0 && ms < 1 ? `${format.number(Math.max(1, Math.round(ms * 1000)))} µs` : format.latency(ms)),
    [format],
  )
}
