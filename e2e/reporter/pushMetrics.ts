const JOB = 'nobet-e2e'
const TIMEOUT_MS = 5_000

/** Replaces the last run's figures on a Pushgateway. The value is why that failed, `undefined` when it did not. */
export async function pushMetrics(gatewayUrl: string, exposition: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${gatewayUrl.replace(/\/+$/, '')}/metrics/job/${JOB}`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain; version=0.0.4' },
      body: exposition,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return response.ok ? undefined : `it answered ${response.status}: ${(await response.text()).slice(0, 300).trim()}`
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error))
    return cause instanceof Error ? `${message}: ${cause.message}` : message
  }
}
