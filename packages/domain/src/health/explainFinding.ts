import type { Finding } from '@nobet/contracts'

export interface Explanation {
  /** What happened, in English, with no full stop. */
  readonly reason: string
  /** What to do about it. */
  readonly advice?: string
}

const SECOND_MS = 1_000

/** A finding in English, for logs, event readers and anyone without our catalogues. */
export function explainFinding(finding: Finding): Explanation {
  const say = (name: string, otherwise: string): string => String(finding.params?.[name] ?? otherwise)
  const after = `no answer within ${seconds(finding, 'ms')}`
  switch (finding.code) {
    case 'ok':
      return { reason: 'all rungs passed' }
    case 'dns_failed':
      return { reason: `${say('host', 'the host')} has no address`, advice: 'Check the host name and the resolver.' }
    case 'refused':
      return { reason: 'connection refused', advice: 'Check that the server runs and listens on this port.' }
    case 'connect_timeout':
      return {
        reason: `no TCP connection within ${seconds(finding, 'ms')}`,
        advice: 'Check the route and the firewall.',
      }
    case 'tls_failed':
      return {
        reason: `TLS failed: ${say('code', 'unknown')}`,
        advice: 'Check the certificate, its chain and its name.',
      }
    case 'http_timeout':
      return { reason: `HTTP: ${after}`, advice: 'The port is open but nothing answers: restart the server.' }
    case 'http_error':
      return {
        reason: `HTTP ${say('status', 'error')}`,
        advice: "Look at the server's own log, and at the path in its URL.",
      }
    case 'redirected':
      return {
        reason: `redirected with HTTP ${say('status', '3xx')}`,
        advice: `Redirects are not followed; configure the final URL${locationOf(finding)}.`,
      }
    case 'not_mcp':
      return {
        reason: `the answer is not MCP (${say('contentType', 'unreadable')})`,
        advice: 'Check the path of the URL.',
      }
    case 'auth_required':
      return { reason: 'alive, but asks for a token', advice: 'Configure a token for this module.' }
    case 'auth_rejected':
      return { reason: 'the token was rejected', advice: 'Renew the token configured for this module.' }
    case 'forbidden':
      return { reason: 'the token lacks a scope', advice: 'Give the token the scope the server asks for.' }
    case 'version_mismatch':
      return {
        reason: `no common protocol version (server: ${say('supported', 'unknown')})`,
        advice: 'Upgrade whichever side is behind.',
      }
    case 'protocol_error':
      return { reason: `protocol error: ${say('message', 'unknown')}`, advice: "Look at the server's own log." }
    case 'discover_timeout':
      return { reason: `handshake: ${after}`, advice: 'It answers HTTP but not MCP: it may be stuck; restart it.' }
    case 'list_timeout':
      return {
        reason: `listing: ${after}`,
        advice: 'It answers but hangs on lists: restart it or look at what lists read.',
      }
    case 'list_slow':
      return {
        reason: `listing took ${seconds(finding, 'ms')}`,
        advice: 'Look at what the lists read, and at the load.',
      }
    case 'response_too_large':
      return {
        reason: `an answer grew past ${say('bytes', 'the limit of')} bytes`,
        advice: 'The answer has no end or is far too large: look at the server.',
      }
    case 'catalogue_too_large':
      return {
        reason: `more than ${say('limit', 'the limit of')} ${say('kind', 'items')} listed; the rest is not shown`,
      }
    case 'not_observed':
      return {
        reason: `not observed for ${seconds(finding, 'ms')}`,
        advice: 'The panel itself is not probing: look at it.',
      }
  }
}

function seconds({ params }: Finding, name: string): string {
  const ms = params?.[name]
  return typeof ms === 'number' ? `${Number((ms / SECOND_MS).toFixed(1))} s` : 'its time'
}

const locationOf = ({ params }: Finding): string =>
  params?.['location'] === undefined ? '' : `: ${params['location']}`
