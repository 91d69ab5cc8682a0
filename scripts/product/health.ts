import type { Child } from '../tasks/task.ts'

const POLL_MS = 100
const ASK_TIMEOUT_MS = 2_000
const DEFAULT_TIMEOUT_MS = 60_000

/** Waits until `url` answers 2xx. Rejects when the process behind it ends first, or after a minute. */
export async function waitUntilUp(child: Child, url: string, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<void> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < timeoutMs) {
    if (!child.running())
      throw new Error(`${child.name} ended before it was ready (${describeExit(await child.exited)})`)
    if (await isOk(url)) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`${child.name} did not answer ${url} within ${timeoutMs / 1000} s`)
}

async function isOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

export function describeExit({ code, signal }: { code: number | null; signal: NodeJS.Signals | null }): string {
  return signal === null ? `exit code ${code ?? 'unknown'}` : signal
}
