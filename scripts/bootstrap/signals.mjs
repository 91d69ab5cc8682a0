const PARENT_CHECK_MS = 1_000

/**
 * Ends the command once on Ctrl-C, SIGTERM, a closed terminal or the death of the npm above it; a second signal kills.
 * @param {{ onStop: () => Promise<void>, onForce: () => void, exitCode: number }} options
 */
export function stopOnSignals({ onStop, onForce, exitCode }) {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await onStop()
    process.exit(exitCode)
  }
  let signals = 0
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      signals += 1
      // npm passes on the very Ctrl-C that the terminal sent to this process too: that pair is one wish.
      if (signals > 2) {
        onForce()
        process.exit(1)
      }
      void stop()
    })
  }
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && void stop(), PARENT_CHECK_MS).unref()
}
