type Level = 'error' | 'warn'

const MAX_KEPT_LINES = 20

const lines: string[] = []
const allowed: RegExp[] = []

/** Lets this one test write what matches to `console.error` or `console.warn`; call it inside the test. */
export function allowConsole(pattern: RegExp): void {
  allowed.push(pattern)
}

/** Puts the recording console in place of the real one; output is kept for {@link judgeConsole}. */
export function startStrictConsole(): void {
  for (const level of ['error', 'warn'] satisfies Level[]) {
    const print = console[level].bind(console)
    console[level] = (...args: unknown[]) => {
      const line = `console.${level}: ${args.map(describe).join(' ')}`
      if (allowed.some((pattern) => pattern.test(line))) return
      if (lines.length < MAX_KEPT_LINES) lines.push(line)
      print(...args)
    }
  }
}

/** Throws when the test that just ended wrote to the console; forgets everything for the next one. */
export function judgeConsole(): void {
  const written = lines.splice(0)
  allowed.length = 0
  if (written.length > 0) throw new Error(`the test wrote to the console:\n${written.join('\n')}`)
}

function describe(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message
  if (typeof value === 'string') return value
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return String(value)
  }
}
