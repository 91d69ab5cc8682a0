/** Queries of boards that find nothing in the local stack, each with the reason; as `board/panel: query`. */
export const CANNOT_EXIST_HERE: Readonly<Record<string, string>> = {
  'mcp-module/Its own events: sum by (reason) (rate(nobet_publisher_dropped_total{job="$module"}[$__rate_interval]))':
    'counted from the first lost event on, and a module loses none while the panel answers',
  'redis-cache/Replication: redis_connected_slave_lag_seconds{instance=~"$instance"}':
    'told of each replica, and the stack has one Redis without any',
  'redis-cache/Replication: redis_master_link_up{instance=~"$instance"}':
    'told by a replica, and the stack has one Redis without any',
}
