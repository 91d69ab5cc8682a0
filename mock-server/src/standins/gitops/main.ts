import { startGitops } from './startGitops.ts'

const [port = '0'] = process.argv.slice(2)
const gitops = await startGitops({ port: Number(port) })
// The one line a starter waits for.
process.stdout.write(`${gitops.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void gitops.stop())
