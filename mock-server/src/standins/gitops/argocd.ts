import { createExposition } from './exposition.ts'

const RECONCILE_BUCKETS_S = [0.25, 0.5, 1, 2, 4, 8, 16]
const REDIS_BUCKETS_S = [0.01, 0.05, 0.1, 0.25, 0.5, 1]
const SERVER = 'https://kubernetes.default.svc'
const REPO = 'https://git.example.com/platform/mcp-servers'
const CONTROLLER = 'argocd-application-controller-0'

/** An application as `argocd_app_info` tells it. */
export interface App {
  readonly name: string
  readonly syncStatus: string
  readonly healthStatus: string
  readonly autosync: boolean
  readonly operation: string
}

const calm = (name: string): App => ({
  name,
  syncStatus: 'Synced',
  healthStatus: 'Healthy',
  autosync: true,
  operation: '',
})

export type Argocd = ReturnType<typeof createArgocd>

/** The metrics of Argo CD's controller and repository server, names and labels as in its source. */
export function createArgocd() {
  const exposition = createExposition()
  const apps = new Map(['finbot', 'mubot', 'observability', 'nobet'].map((name) => [name, calm(name)]))
  const info = exposition.gauge('argocd_app_info', 'Information about application.')
  const syncs = exposition.counter('argocd_app_sync_total', 'Number of application syncs.')
  const reconcile = exposition.histogram('argocd_app_reconcile', 'Application reconciliation.', RECONCILE_BUCKETS_S)
  const redis = exposition.counter('argocd_redis_request_total', 'Number of redis requests.')
  const redisSeconds = exposition.histogram('argocd_redis_request_duration', 'Redis requests.', REDIS_BUCKETS_S)
  const connected = exposition.gauge('argocd_cluster_connection_status', 'The k8s cluster current connection status.')
  const cacheAge = exposition.gauge('argocd_cluster_cache_age_seconds', 'Cluster cache age in seconds.')
  const git = exposition.counter('argocd_git_request_total', 'Number of git requests.')
  const fetchFails = exposition.counter('argocd_git_fetch_fail_total', 'Number of git fetch request failures.')
  const lsFails = exposition.counter('argocd_git_lsremote_fail_total', 'Number of git ls-remote request failures.')
  const pending = exposition.gauge('argocd_repo_pending_request_total', 'Number of pending requests.')
  connected.set({ server: SERVER, k8s_version: '1.34' }, 1)
  pending.set({ repo: REPO }, 0)

  return {
    apps,
    /** One application's own beat: the controller looks at it and asks Git what is new. */
    round(): void {
      for (const _app of apps) reconcile.observe({ namespace: 'argocd', dest_server: SERVER }, 0.3)
      git.add({ repo: REPO, request_type: 'ls-remote' })
      redis.add({ hostname: CONTROLLER, initiator: 'argocd-application-controller', failed: 'false' })
      redisSeconds.observe({ hostname: CONTROLLER, initiator: 'argocd-application-controller' }, 0.002)
      cacheAge.set({ server: SERVER }, 5)
    },
    sync(name: string, phase: string, count: number): void {
      syncs.add({ namespace: 'argocd', name, project: 'mcp', dest_server: SERVER, phase, dry_run: 'false' }, count)
      git.add({ repo: REPO, request_type: 'fetch' }, count)
    },
    gitFailure: (request: 'fetch' | 'ls-remote', count: number): void =>
      (request === 'fetch' ? fetchFails : lsFails).add({ repo: REPO }, count),
    connect: (isConnected: boolean): void =>
      connected.set({ server: SERVER, k8s_version: '1.34' }, isConnected ? 1 : 0),
    text(): string {
      // State lives in label values: a changed application is another series, and the old one is gone at once.
      info.clear()
      for (const app of apps.values()) info.set(toInfo(app), 1)
      return exposition.text()
    },
  }
}

const toInfo = (app: App) => ({
  namespace: 'argocd',
  name: app.name,
  project: 'mcp',
  autosync_enabled: String(app.autosync),
  repo: REPO,
  dest_server: SERVER,
  dest_namespace: `mcp-${app.name}`,
  sync_status: app.syncStatus,
  health_status: app.healthStatus,
  operation: app.operation,
})
