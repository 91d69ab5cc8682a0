import { freePort } from '../product/ports.ts'

/** Where each server of a stack will listen, known before any starts: they are told of each other. */
export interface StackAddresses {
  readonly panelPort: number
  readonly redis: string
  readonly prometheus: string
  readonly alertmanagers: readonly string[]
  /** `host:port` each Alertmanager gossips on when there are several. */
  readonly clusters: readonly string[]
  readonly redisExporter: string
  readonly pushgateway: string
  readonly gitops: string
  readonly grafana: string
  readonly tempo: string
}

/** Free loopback ports for all of them; the panel's may be wished for by `NOBET_PORT`. */
export async function planAddresses(wantedPanelPort: number, alertmanagers: number): Promise<StackAddresses> {
  const hosts = await freeHosts(7 + 2 * alertmanagers)
  const [redis, prometheus, redisExporter, pushgateway, gitops, grafana, tempo, ...peers] = hosts
  const http = (host: string | undefined) => `http://${host}`
  return {
    panelPort: await freePort(wantedPanelPort),
    redis: `redis://${redis}`,
    prometheus: http(prometheus),
    redisExporter: http(redisExporter),
    pushgateway: http(pushgateway),
    gitops: http(gitops),
    grafana: http(grafana),
    tempo: http(tempo),
    alertmanagers: peers.slice(0, alertmanagers).map(http),
    clusters: peers.slice(alertmanagers),
  }
}

/** Different ones: the kernel may give a port again as soon as it is free. */
async function freeHosts(count: number): Promise<string[]> {
  const hosts = new Set<string>()
  while (hosts.size < count) hosts.add(`127.0.0.1:${await freePort()}`)
  return [...hosts]
}
