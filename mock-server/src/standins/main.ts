import { parseArgs } from 'node:util'
import { startGitops } from './gitops/startGitops.ts'
import { startGrafana } from './grafana/startGrafana.ts'
import type { Listening } from './http/serve.ts'
import { readBoards } from './readBoards.ts'
import { startTempo } from './tempo/startTempo.ts'

const USAGE = `usage: main.ts tempo [--port N] [--host H] [--query-end-cutoff-ms N]
       main.ts gitops [--port N] [--host H]
       main.ts grafana --prometheus URL [--tempo URL] [--boards FOLDER] [--port N] [--host H]   (token in GRAFANA_TOKEN)
`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    prometheus: { type: 'string' },
    tempo: { type: 'string' },
    boards: { type: 'string' },
    'query-end-cutoff-ms': { type: 'string' },
  },
})

const standin = await start()
if (standin === undefined) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else {
  // The one line a starter waits for.
  process.stdout.write(`${standin.url}\n`)
  const stop = () => void standin.stop()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

async function start(): Promise<Listening | undefined> {
  const where = { host: values.host, port: Number(values.port) }
  if (positionals[0] === 'tempo') {
    const cutoff = values['query-end-cutoff-ms']
    return startTempo({ ...where, ...(cutoff !== undefined && { queryEndCutoffMs: Number(cutoff) }) })
  }
  if (positionals[0] === 'gitops') return startGitops(where)
  const token = process.env['GRAFANA_TOKEN'] ?? ''
  if (positionals[0] !== 'grafana' || values.prometheus === undefined || token === '') return undefined
  const boards = values.boards === undefined ? [] : await readBoards(values.boards)
  return startGrafana({ ...where, token, prometheusUrl: values.prometheus, tempoUrl: values.tempo, boards })
}
