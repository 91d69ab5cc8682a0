import type { BoardSpec } from '../toBoard.ts'

const RATE = '[$__rate_interval]'
const HERE = '{instance=~"$instance"}'

/** Redis itself, and what is cached in it and beside it. */
export const redisCache: BoardSpec<'redis-cache'> = {
  id: 'redis-cache',
  description: 'Redis as redis_exporter sees it, the caches of modules and of the panel, and changes of TTL.',
  variables: { instance: { query: 'label_values(redis_up, instance)', all: true } },
  panels: {
    up: {
      kind: 'states',
      title: 'Redis answers',
      description: 'The exporter answers for a dead Redis too; this is what it found.',
      queries: [{ expr: `redis_up${HERE}`, legend: '{{instance}}' }],
    },
    'hit-ratio': {
      kind: 'lines',
      title: 'Lookups that hit',
      description: 'Of all keys asked for. Low after a restart; low for long, the upstreams pay.',
      unit: 'percentunit',
      queries: [
        {
          expr: `rate(redis_keyspace_hits_total${HERE}${RATE}) / (rate(redis_keyspace_hits_total${HERE}${RATE}) + rate(redis_keyspace_misses_total${HERE}${RATE}) > 0)`,
          legend: '{{instance}}',
        },
      ],
    },
    memory: {
      kind: 'lines',
      title: 'Memory',
      description: 'Used by data, resident, and the limit; a limit of 0 is none.',
      unit: 'bytes',
      queries: [
        { expr: `redis_memory_used_bytes${HERE}`, legend: 'used {{instance}}' },
        { expr: `redis_memory_used_rss_bytes${HERE}`, legend: 'resident {{instance}}' },
        { expr: `redis_memory_max_bytes${HERE}`, legend: 'limit {{instance}}' },
      ],
    },
    keys: {
      kind: 'lines',
      title: 'Keys',
      description: 'All, and those with a TTL. A growing distance is keys that never go.',
      unit: 'short',
      queries: [
        { expr: `sum by (instance) (redis_db_keys${HERE})`, legend: 'all {{instance}}' },
        { expr: `sum by (instance) (redis_db_keys_expiring${HERE})`, legend: 'with TTL {{instance}}' },
      ],
    },
    evictions: {
      kind: 'lines',
      title: 'Expired and evicted',
      description: 'Keys per second. Expired went in their time, evicted before it, because memory was short.',
      unit: 'ops',
      queries: [
        { expr: `rate(redis_expired_keys_total${HERE}${RATE})`, legend: 'expired {{instance}}' },
        { expr: `rate(redis_evicted_keys_total${HERE}${RATE})`, legend: 'evicted {{instance}}' },
      ],
    },
    commands: {
      kind: 'stacked',
      title: 'Commands',
      description: 'The ten most frequent, per second.',
      unit: 'ops',
      queries: [{ expr: `topk(10, sum by (cmd) (rate(redis_commands_total${HERE}${RATE})) > 0)`, legend: '{{cmd}}' }],
    },
    'command-latency': {
      kind: 'lines',
      title: 'Time by command',
      description: 'The ten slowest on average; blocking reads wait on purpose and are left out.',
      unit: 's',
      queries: [
        {
          expr: `topk(10, sum by (cmd) (rate(redis_commands_duration_seconds_total{instance=~"$instance",cmd!~"xread|blpop|brpop"}${RATE})) / (sum by (cmd) (rate(redis_commands_total{instance=~"$instance",cmd!~"xread|blpop|brpop"}${RATE})) > 0))`,
          legend: '{{cmd}}',
        },
      ],
    },
    clients: {
      kind: 'lines',
      title: 'Clients',
      description: 'Connected, and refused per second because maxclients was reached.',
      unit: 'short',
      queries: [
        { expr: `redis_connected_clients${HERE}`, legend: 'connected {{instance}}' },
        { expr: `rate(redis_rejected_connections_total${HERE}${RATE})`, legend: 'refused /s {{instance}}' },
      ],
    },
    network: {
      kind: 'lines',
      title: 'Network',
      description: 'Bytes per second.',
      unit: 'Bps',
      queries: [
        { expr: `rate(redis_net_input_bytes_total${HERE}${RATE})`, legend: 'in {{instance}}' },
        { expr: `rate(redis_net_output_bytes_total${HERE}${RATE})`, legend: 'out {{instance}}' },
      ],
    },
    'module-cache': {
      kind: 'stacked',
      title: 'Caches of the modules',
      description: 'Reads per second by outcome.',
      unit: 'ops',
      moduleLabel: 'job',
      queries: [
        { expr: `sum by (job, result) (rate(nobet_module_cache_requests_total${RATE}))`, legend: '{{job}} {{result}}' },
      ],
    },
    'gateway-cache': {
      kind: 'stacked',
      title: 'Cache of the panel’s gateway',
      description:
        'Reads of upstreams per second: hit and coalesced cost the upstream nothing, stale stood in for a failing one.',
      unit: 'ops',
      queries: [
        {
          expr: `sum by (upstream, result) (rate(nobet_cache_requests_total${RATE}))`,
          legend: '{{upstream}} {{result}}',
        },
      ],
    },
    'ttl-changes': {
      kind: 'stacked',
      title: 'Changes of TTL',
      description: 'Of watched keys, per second, by module and cause.',
      unit: 'ops',
      moduleLabel: 'module',
      queries: [
        {
          expr: `sum by (module, cause) (rate(nobet_cache_ttl_changes_total${RATE}))`,
          legend: '{{module}} {{cause}}',
        },
      ],
    },
    'average-ttl': {
      kind: 'lines',
      title: 'Average TTL',
      description: 'Redis’ own running estimate, by database.',
      unit: 's',
      queries: [{ expr: `redis_db_avg_ttl_seconds${HERE}`, legend: '{{db}} {{instance}}' }],
    },
    replication: {
      kind: 'lines',
      title: 'Replication',
      description: 'Seconds a replica is behind; replicas connected.',
      unit: 'short',
      queries: [
        { expr: `redis_connected_slaves${HERE}`, legend: 'replicas of {{instance}}' },
        { expr: `redis_connected_slave_lag_seconds${HERE}`, legend: 'behind {{slave_ip}}' },
        { expr: `redis_master_link_up${HERE}`, legend: 'link to {{master_host}}' },
      ],
    },
  },
}
