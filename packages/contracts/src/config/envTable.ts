/** How the text of a variable becomes a value; what is right for the key is the schema's to say. */
export type EnvKind = 'text' | 'integer' | 'boolean' | 'list' | 'pairs' | 'json'

export interface EnvKey {
  readonly env: string
  /** Path of the key in `nobet.config.yaml`, dotted. */
  readonly path: string
  readonly kind: EnvKind
  /** Masked wherever the configuration is shown; `<env>_FILE` reads it from a file. */
  readonly secret?: true
}

/** Every key of the configuration with its environment variable (PROTOCOL "Configuration"). */
export const ENV_KEYS: readonly EnvKey[] = [
  { env: 'NOBET_PORT', path: 'server.port', kind: 'integer' },
  { env: 'NOBET_HOST', path: 'server.host', kind: 'text' },
  { env: 'NOBET_PUBLIC_URL', path: 'server.publicUrl', kind: 'text' },
  { env: 'NOBET_BASE_PATH', path: 'server.basePath', kind: 'text' },
  { env: 'NOBET_ALLOWED_ORIGINS', path: 'server.allowedOrigins', kind: 'list' },
  { env: 'NOBET_AUTH', path: 'auth.mode', kind: 'text' },
  { env: 'NOBET_JWT_SECRET', path: 'auth.jwtSecret', kind: 'text', secret: true },
  { env: 'NOBET_JWKS_URL', path: 'auth.jwksUrl', kind: 'text' },
  { env: 'NOBET_JWT_ISSUER', path: 'auth.jwtIssuer', kind: 'text' },
  { env: 'NOBET_JWT_AUDIENCE', path: 'auth.jwtAudience', kind: 'text' },
  { env: 'NOBET_LOG_EVENTS', path: 'log.events', kind: 'integer' },
  { env: 'NOBET_LOG_BYTES', path: 'log.bytes', kind: 'text' },
  { env: 'NOBET_LOG_AGE', path: 'log.age', kind: 'text' },
  { env: 'NOBET_LOG_LEVEL', path: 'log.level', kind: 'text' },
  { env: 'NOBET_MODULES', path: 'modules', kind: 'pairs' },
  { env: 'NOBET_PANELS_SCRAPE_INTERVAL', path: 'panels.scrapeInterval', kind: 'text' },
  { env: 'NOBET_PANELS_MODULE_LABEL', path: 'panels.moduleLabel', kind: 'text' },
  { env: 'NOBET_PANELS_HIDE', path: 'panels.hide', kind: 'list' },
  { env: 'NOBET_PANELS_SHOW', path: 'panels.show', kind: 'json' },
  { env: 'NOBET_PROBE_INTERVAL', path: 'probe.interval', kind: 'text' },
  { env: 'NOBET_REDIS_URL', path: 'redis.url', kind: 'text', secret: true },
  { env: 'NOBET_CACHE_REDIS', path: 'cache.redis', kind: 'pairs', secret: true },
  { env: 'NOBET_CACHE_PREFIXES', path: 'cache.prefixes', kind: 'list' },
  { env: 'NOBET_CACHE_WATCH', path: 'cache.watch', kind: 'list' },
  { env: 'NOBET_CACHE_MANAGE_NOTIFICATIONS', path: 'cache.manageNotifications', kind: 'boolean' },
  { env: 'NOBET_PROMETHEUS_URL', path: 'prometheus.url', kind: 'text' },
  { env: 'NOBET_PROMETHEUS_PUBLIC_URL', path: 'prometheus.publicUrl', kind: 'text' },
  { env: 'NOBET_ALERTMANAGER_URL', path: 'alertmanager.urls', kind: 'list' },
  { env: 'NOBET_ALERTMANAGER_PUBLIC_URL', path: 'alertmanager.publicUrl', kind: 'text' },
  { env: 'NOBET_WEBHOOK_TOKEN', path: 'alertmanager.webhookToken', kind: 'text', secret: true },
  { env: 'NOBET_ALERTS_DRILL', path: 'alerts.drill', kind: 'boolean' },
  { env: 'NOBET_ALERTS_LINK_HOSTS', path: 'alerts.linkHosts', kind: 'list' },
  { env: 'NOBET_ALERTS_WATCHDOG_MISSING', path: 'alerts.watchdogMissing', kind: 'text' },
  { env: 'NOBET_GRAFANA_URL', path: 'grafana.url', kind: 'text' },
  { env: 'NOBET_GRAFANA_PUBLIC_URL', path: 'grafana.publicUrl', kind: 'text' },
  { env: 'NOBET_GRAFANA_DATASOURCES', path: 'grafana.datasources', kind: 'list' },
  { env: 'NOBET_GRAFANA_TOKEN', path: 'grafana.token', kind: 'text', secret: true },
  { env: 'NOBET_TEMPO_URL', path: 'tempo.url', kind: 'text' },
  { env: 'NOBET_TEMPO_PUBLIC_URL', path: 'tempo.publicUrl', kind: 'text' },
  { env: 'NOBET_UPSTREAM_CONNECT_TIMEOUT', path: 'upstreams.connectTimeout', kind: 'text' },
  { env: 'NOBET_UPSTREAM_HEADERS_TIMEOUT', path: 'upstreams.headersTimeout', kind: 'text' },
  { env: 'NOBET_UPSTREAM_BODY_TIMEOUT', path: 'upstreams.bodyTimeout', kind: 'text' },
  { env: 'NOBET_UPSTREAM_MAX_BYTES', path: 'upstreams.maxBytes', kind: 'text' },
  { env: 'NOBET_UPSTREAM_CONCURRENCY', path: 'upstreams.concurrency', kind: 'integer' },
  { env: 'NOBET_UPSTREAM_QUEUE', path: 'upstreams.queue', kind: 'integer' },
  { env: 'NOBET_UPSTREAM_CACHE_BYTES', path: 'upstreams.cacheBytes', kind: 'text' },
  { env: 'NOBET_OTLP_URL', path: 'telemetry.otlpUrl', kind: 'text' },
  { env: 'NOBET_METRICS_TOKEN', path: 'metrics.token', kind: 'text', secret: true },
  { env: 'NOBET_METRICS_PORT', path: 'metrics.port', kind: 'integer' },
]

/** Variables that are not keys: they belong to the loader or to the other commands. */
export const OTHER_ENV: readonly string[] = [
  'NOBET_CONFIG',
  'NOBET_FINBOT_PORT',
  'NOBET_MUBOT_PORT',
  'NOBET_OBSERVABILITY_PORT',
  'NOBET_MODULE_PORT',
  'NOBET_MODULE_TOKEN',
  'NOBET_PANEL_URL',
  'NOBET_VERBOSE',
  'NOBET_VITE_PORT',
]
