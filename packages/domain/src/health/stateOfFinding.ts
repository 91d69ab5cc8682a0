import type { FindingCode, ModuleState } from '@nobet/contracts'

/** The state that failures of this kind lead to once they are confirmed (ARCHITECTURE "Honest health"). */
export function stateOfFinding(code: FindingCode): ModuleState {
  switch (code) {
    case 'ok':
    case 'catalogue_too_large':
      return 'healthy'
    case 'list_slow':
      return 'degraded'
    case 'auth_required':
      return 'needs-auth'
    case 'auth_rejected':
    case 'forbidden':
      return 'auth-rejected'
    case 'version_mismatch':
      return 'version-mismatch'
    case 'discover_timeout':
    case 'list_timeout':
    case 'response_too_large':
      return 'wedged'
    case 'not_observed':
      return 'stale'
    case 'dns_failed':
    case 'refused':
    case 'connect_timeout':
    case 'tls_failed':
    case 'http_timeout':
    case 'http_error':
    case 'redirected':
    case 'not_mcp':
    case 'protocol_error':
      return 'down'
  }
}
