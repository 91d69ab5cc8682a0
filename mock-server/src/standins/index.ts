export type { Board } from './grafana/board.ts'
export { type GrafanaOptions, startGrafana } from './grafana/startGrafana.ts'
export type { Listening } from './http/serve.ts'
export { startTempo, type TempoOptions } from './tempo/startTempo.ts'
