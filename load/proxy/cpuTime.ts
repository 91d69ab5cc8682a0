import { readFileSync } from 'node:fs'

/** Of `/proc`, where Linux counts in hundredths of a second. */
const TICK_MS = 10
const USER_FIELD = 11

/** Processor time a process has taken so far, in milliseconds; Linux only. */
export function readCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name is in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[USER_FIELD]) + Number(fields[USER_FIELD + 1])) * TICK_MS
}
