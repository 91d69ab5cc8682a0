import type { Config } from '@nobet/contracts/config'
import type { UpstreamId } from './gateway.ts'

/** One server that answers for an upstream. */
export interface PeerSpec {
  /** Its address without credentials. */
  readonly name: string
  readonly origin: string
  /** Path of the configured address, without its last slash. */
  readonly basePath: string
  /** Credentials, from the address or the configured token; they go upstream and nowhere else. */
  readonly headers: Readonly<Record<string, string>>
}

export interface UpstreamSpec {
  readonly id: UpstreamId
  /** The configuration key that switches it on. */
  readonly key: string
  readonly peers: readonly PeerSpec[]
  /** Where a browser finds it. */
  readonly publicUrl: string | undefined
}

/** Every upstream the gateway knows, configured or not. */
export function toUpstreamSpecs({ prometheus, alertmanager, grafana, tempo }: Config): UpstreamSpec[] {
  return [
    toSpec('prometheus', 'prometheus.url', [prometheus.url], prometheus.publicUrl),
    toSpec('alertmanager', 'alertmanager.urls', alertmanager.urls, alertmanager.publicUrl),
    toSpec('grafana', 'grafana.url', [grafana.url], grafana.publicUrl, grafana.token),
    toSpec('tempo', 'tempo.url', [tempo.url], tempo.publicUrl),
  ]
}

function toSpec(
  id: UpstreamId,
  key: string,
  urls: readonly (string | undefined)[],
  publicUrl: string | undefined,
  token?: string,
): UpstreamSpec {
  const peers = urls.flatMap((url) => (url === undefined ? [] : [toPeerSpec(url, token)]))
  const [first] = peers
  return { id, key, peers, publicUrl: publicUrl === undefined ? first?.name : toPeerSpec(publicUrl).name }
}

/** Splits credentials off an address, so that it may be shown; a token wins over a user and password. */
export function toPeerSpec(address: string, token?: string): PeerSpec {
  const url = new URL(address)
  const login = `${decode(url.username)}:${decode(url.password)}`
  const basic = login === ':' ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` }
  const basePath = url.pathname.replace(/\/+$/, '')
  return {
    name: `${url.origin}${basePath}`,
    origin: url.origin,
    basePath,
    headers: token === undefined ? basic : { authorization: `Bearer ${token}` },
  }
}

/** A percent sign of a password that is none of an escape stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
