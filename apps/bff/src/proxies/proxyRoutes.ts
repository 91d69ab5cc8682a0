/** What the door answers, as the published routes name it; what is behind each is in the tables of this folder. */
export const PROXY_ROUTES: readonly string[] = [
  'GET /api/prometheus/:path',
  'POST /api/prometheus/:path',
  'GET /api/alertmanager/:path',
  'POST /api/alertmanager/:path',
  'DELETE /api/alertmanager/:path',
  'GET /api/grafana/:path',
  'POST /api/grafana/:path',
  'GET /api/tempo/:path',
]
