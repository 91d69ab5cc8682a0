/** What to set, in the words of the configuration. */
export const PANEL_MISSING = 'No panel is configured: set NOBET_PANEL_URL to its address, such as http://127.0.0.1:4400'
export const PROMETHEUS_MISSING =
  'No Prometheus is configured: set NOBET_PROMETHEUS_URL to its address, such as http://127.0.0.1:9090'
