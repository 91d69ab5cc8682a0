import * as z from 'zod/mini'
import { json, text } from '../http/answer.ts'
import { parseJson } from '../http/parseJson.ts'
import { readBody } from '../http/readBody.ts'
import { findRoute, type Handled, type Route } from '../http/routes.ts'
import { type Listening, type ListenOptions, serve } from '../http/serve.ts'
import { applyControl, type Cluster } from './applyControl.ts'
import { createArgocd } from './argocd.ts'
import { Control } from './control.ts'
import { createKyverno } from './kyverno.ts'

const ROUND_MS = 5_000
/** After a long silence, such as a sleeping machine, only that much is caught up. */
const MAX_ROUNDS_AT_ONCE = 100

export interface GitopsOptions extends ListenOptions {
  /** Milliseconds on any scale; the clusters' own beat follows it. */
  readonly now?: () => number
}

/**
 * Stands in for the metrics of Argo CD and Kyverno: `/argocd/metrics` and `/kyverno/metrics`, calm until told otherwise.
 * `POST /control` with a {@link Control} changes what they tell, `GET /control` shows it.
 */
export async function startGitops({ now = () => performance.now(), ...where }: GitopsOptions = {}): Promise<Listening> {
  const cluster: Cluster = {
    argocd: createArgocd(),
    kyverno: createKyverno(),
    silent: { argocd: false, kyverno: false },
  }
  const beat = createBeat(cluster, now)
  const metrics = (exporter: 'argocd' | 'kyverno'): Handled => {
    beat()
    if (cluster.silent[exporter]) return text(503, `${exporter} is silent\n`)
    return text(200, cluster[exporter].text(), { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  }
  const routes: readonly Route[] = [
    { method: 'GET', path: '/argocd/metrics', answer: () => metrics('argocd') },
    { method: 'GET', path: '/kyverno/metrics', answer: () => metrics('kyverno') },
    { method: 'GET', path: '/control', answer: () => json(200, show(cluster)) },
    { method: 'POST', path: '/control', answer: async ({ incoming }) => control(cluster, await readBody(incoming)) },
  ]
  return serve((call) => {
    const found = findRoute(routes, call)
    return found === undefined ? text(404, 'not found\n') : found.route.answer(found.call)
  }, where)
}

/** Counters grow with time as those of a quiet cluster do, whenever somebody looks. */
function createBeat({ argocd, kyverno }: Cluster, now: () => number): () => void {
  let last = now() - ROUND_MS
  return () => {
    const due = Math.floor((now() - last) / ROUND_MS)
    last += due * ROUND_MS
    for (let round = 0; round < Math.min(due, MAX_ROUNDS_AT_ONCE); round += 1) {
      argocd.round()
      kyverno.round()
    }
  }
}

function control(cluster: Cluster, body: Buffer | 'tooLarge' | 'badBody'): Handled {
  if (!Buffer.isBuffer(body)) return json(body === 'tooLarge' ? 413 : 400, { error: body })
  const parsed = z.safeParse(Control, parseJson(body.toString()))
  if (!parsed.success) return json(400, { error: z.prettifyError(parsed.error) })
  const refusal = applyControl(cluster, parsed.data)
  return refusal === undefined ? json(200, show(cluster)) : json(404, { error: refusal })
}

const show = ({ argocd, silent }: Cluster) => ({ apps: [...argocd.apps.values()], silent })
