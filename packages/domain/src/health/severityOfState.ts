import type { ModuleState, Severity } from '@nobet/contracts'

/** How loud a change to this state is. */
export function severityOfState(state: ModuleState): Severity {
  switch (state) {
    case 'healthy':
    case 'unknown':
      return 'info'
    case 'degraded':
    case 'stale':
    case 'needs-auth':
      return 'warning'
    case 'auth-rejected':
    case 'version-mismatch':
    case 'wedged':
    case 'down':
      return 'critical'
  }
}
