import type { Role } from '@nobet/contracts'

/** Every permission and the lowest role that holds it. What is not here is denied. */
export const PERMISSIONS = {
  'modules:read': 'viewer',
  'modules:probe': 'operator',
  'catalogue:approve': 'operator',
  'events:read': 'viewer',
  'events:publish': 'admin',
  'alerts:read': 'viewer',
  'alerts:ack': 'operator',
  'alerts:drill': 'operator',
  'silences:write': 'operator',
  'annotations:write': 'operator',
  'cache:read': 'viewer',
  'cache:write': 'operator',
  'gitops:read': 'viewer',
  'console:read': 'viewer',
  'metrics:read': 'viewer',
  'panels:write': 'operator',
  'audit:read': 'admin',
  'config:read': 'admin',
} as const satisfies Record<string, Role>

export type Permission = keyof typeof PERMISSIONS
