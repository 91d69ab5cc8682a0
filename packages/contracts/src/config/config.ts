import * as z from 'zod/mini'
import { MODULE_ID_PATTERN } from '../moduleId.ts'
import { LabelName, ModulePanelsEntry, PanelEntries, PanelHides } from './panelConfig.ts'
import { Age, ByteSize } from './quantity.ts'

const Port = z
  .int('expected a port, 0-65535')
  .check(z.gte(0, 'expected a port, 0-65535'), z.lte(65_535, 'expected a port, 0-65535'))
const HttpUrl = z.url({ protocol: /^https?$/, error: 'expected an http:// or https:// URL' })
const RedisUrl = z.url({ protocol: /^rediss?$/, error: 'expected a redis:// or rediss:// URL' })
const OwnRedisUrl = z
  .string()
  .check(
    z.regex(
      /^rediss?(\+sentinel|\+cluster)?:\/\/[^\s/]/,
      'expected a redis://, redis+sentinel:// or redis+cluster:// URL',
    ),
  )
const Secret = z.string().check(z.minLength(1, 'expected a secret, not an empty text'))
const BasePath = z
  .string()
  .check(z.regex(/^(\/[A-Za-z0-9._~-]+)*\/?$/, 'expected a path such as /ops/nobet'), z.overwrite(dropSlash))
const ModuleKey = z.string().check(z.regex(MODULE_ID_PATTERN, 'expected a module id: 1-64 of a-z, 0-9 and "-"'))

const ModuleEntry = z.union([
  HttpUrl,
  z.strictObject({
    url: HttpUrl,
    title: z.optional(z.string()),
    token: z.optional(Secret),
    /** Labels that pick this module's own metrics in Prometheus; default: `panels.moduleLabel` is the id. */
    metrics: z.optional(z.record(LabelName, z.string().check(z.minLength(1)))),
    panels: z.optional(ModulePanelsEntry),
  }),
])

/** The shape of `nobet.config.yaml`; every key has a default, so an empty file is a whole configuration. */
export const Config = z.strictObject({
  server: section({
    port: z._default(Port, 4400),
    host: z._default(z.string().check(z.minLength(1)), '127.0.0.1'),
    publicUrl: z.optional(HttpUrl),
    basePath: z._default(BasePath, ''),
    allowedOrigins: z._default(z.array(HttpUrl), []),
  }),
  auth: section({
    mode: z._default(z.enum(['none', 'jwt', 'oidc']), 'none'),
    jwtSecret: z.optional(Secret),
    jwksUrl: z.optional(HttpUrl),
    jwtIssuer: z.optional(z.string()),
    jwtAudience: z.optional(z.string()),
  }),
  log: section({
    events: z._default(z.int().check(z.gte(1)), 100_000),
    bytes: z.prefault(ByteSize, '256MiB'),
    age: z.prefault(Age, '24h'),
    level: z._default(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
  }),
  /** Module id to its MCP address, or to an object when it needs a title or a token. */
  modules: z._default(z.record(ModuleKey, ModuleEntry), {}),
  panels: section({
    /** How often Prometheus scrapes: no rate is taken over less than four of these. */
    scrapeInterval: z.prefault(Age, '15s'),
    moduleLabel: z._default(LabelName, 'job'),
    hide: z._default(PanelHides, []),
    show: z._default(PanelEntries, []),
  }),
  probe: section({ interval: z.prefault(Age, '10s') }),
  redis: section({ url: z.optional(OwnRedisUrl) }),
  cache: section({
    redis: z._default(z.record(ModuleKey, RedisUrl), {}),
    prefixes: z._default(z.array(z.string().check(z.minLength(1))), ['mcp:']),
    watch: z._default(z.array(z.string().check(z.minLength(1))), []),
    manageNotifications: z._default(z.boolean(), false),
  }),
  /** `publicUrl`: where a browser finds it, for links; the address the panel asks when left out. */
  prometheus: section({ url: z.optional(HttpUrl), publicUrl: z.optional(HttpUrl) }),
  alertmanager: section({
    urls: z._default(z.array(HttpUrl), []),
    publicUrl: z.optional(HttpUrl),
    webhookToken: z.optional(Secret),
  }),
  alerts: section({
    /** Drills are routed to the panel alone: needed where Alertmanager's own configuration does not show it. */
    drill: z._default(z.boolean(), false),
    /** Hosts that runbook and dashboard links of alerts may lead to, besides the panel and its upstreams. */
    linkHosts: z._default(z.array(z.string().check(z.minLength(1))), []),
    /** So long without the always-firing alert `Watchdog`, and the monitor itself is blind. Prometheus repeats it each minute. */
    watchdogMissing: z.prefault(Age, '3m'),
  }),
  grafana: section({
    url: z.optional(HttpUrl),
    publicUrl: z.optional(HttpUrl),
    token: z.optional(Secret),
    /** Uids of the datasources that may be asked through the panel. */
    datasources: z._default(z.array(z.string().check(z.regex(/^[\w-]{1,40}$/, 'expected the uid of a datasource'))), [
      'prometheus',
      'tempo',
    ]),
  }),
  tempo: section({ url: z.optional(HttpUrl), publicUrl: z.optional(HttpUrl) }),
  /** What one request to an upstream may take, and what all of them together may hold. */
  upstreams: section({
    connectTimeout: z.prefault(Age, '2s'),
    headersTimeout: z.prefault(Age, '15s'),
    bodyTimeout: z.prefault(Age, '30s'),
    maxBytes: z.prefault(ByteSize, '32MiB'),
    concurrency: z._default(z.int().check(z.gte(1), z.lte(256)), 16),
    queue: z._default(z.int().check(z.gte(0), z.lte(10_000)), 64),
    cacheBytes: z.prefault(ByteSize, '64MiB'),
  }),
  telemetry: section({ otlpUrl: z.optional(HttpUrl) }),
  metrics: section({ token: z.optional(Secret), port: z.optional(Port) }),
})
export type Config = z.infer<typeof Config>

/** A missing section is an empty one. */
function section<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.prefault(z.strictObject(shape), {} as z.input<z.ZodMiniObject<S, z.core.$strict>>)
}

function dropSlash(path: string): string {
  return path.replace(/\/$/, '')
}
