const MAX_TRIES = 20

/** A loopback port that was free a moment ago, and that this process has not handed out before. Node only. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const port = await askKernel()
    if (!handedOut.has(port)) {
      handedOut.add(port)
      return port
    }
  }
  throw new Error(`no free loopback port in ${MAX_TRIES} tries`)
}

const handedOut = new Set<number>()

async function askKernel(): Promise<number> {
  // Loaded late: the face of this package is also imported by tests that run in a browser.
  const { createServer } = await import('node:net')
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('the server has no port')),
      )
    })
  })
}
