import { type CloudEvent, type Role, ROLES, topicMatches, topicOf } from '@nobet/contracts'
import type { Caller } from './caller.ts'
import { PERMISSIONS, type Permission } from './permission.ts'

/** What a module's own token may publish besides reverse-DNS types. */
const PUBLISHER_TYPES: readonly string[] = ['mcp.context.updated', 'mcp.metrics.sampled', 'mcp.notification.received']

/** First labels that belong to the panel: a type under one of them is not a reverse-DNS type. */
const OWN_PREFIXES: readonly string[] = [
  'mcp',
  'alert',
  'silence',
  'cache',
  'gitops',
  'policy',
  'upstream',
  'console',
  'stream',
  'audit',
]

const TOPIC_PERMISSION = new Map<string, Permission>([
  ['alerts', 'alerts:read'],
  ['cache', 'cache:read'],
  ['gitops', 'gitops:read'],
  ['console', 'console:read'],
  ['audit', 'audit:read'],
])

/** What shows the whole panel at once: not for a caller limited to modules, whatever the role. */
const PANEL_WIDE: readonly Permission[] = ['audit:read', 'config:read', 'panels:write']

/** The one permission check: role × named permission, and the module where the thing asked for has one. */
export function may(caller: Caller, permission: Permission, module?: string): boolean {
  if (caller.publisher !== undefined) return false
  if (caller.modules !== undefined && PANEL_WIDE.includes(permission)) return false
  return rank(caller.role) >= rank(PERMISSIONS[permission]) && mayTouch(caller, module)
}

/** Whether the caller may read events of exactly this topic (no pattern). */
export function mayReadTopic(caller: Caller, topic: string): boolean {
  if (topic.startsWith('modules/')) return may(caller, 'modules:read', topic.slice('modules/'.length))
  const permission = TOPIC_PERMISSION.get(topic)
  return permission !== undefined && may(caller, permission)
}

/** Whether the caller may read this very event: its topic, and its module where it names one. */
export function mayReadEvent(caller: Caller, event: Pick<CloudEvent, 'type' | 'module'>): boolean {
  return mayReadTopic(caller, topicOf(event)) && mayTouch(caller, event.module)
}

/** A pattern is permitted when it can match anything the caller may read; `*` and `modules/*` always narrow. */
export function maySubscribe(caller: Caller, pattern: string): boolean {
  if (caller.publisher !== undefined) return false
  return pattern === '*' || pattern === 'modules/*' || mayReadTopic(caller, pattern)
}

/** Whether a session with these patterns sees the event. */
export const sees = (
  caller: Caller,
  patterns: readonly string[],
  event: Pick<CloudEvent, 'type' | 'module'>,
): boolean => patterns.some((pattern) => topicMatches(pattern, topicOf(event))) && mayReadEvent(caller, event)

/** A module's token: bound to its module and to a few types. Anyone else needs `events:publish`. */
export function mayPublish(caller: Caller, event: Pick<CloudEvent, 'type' | 'module'>): boolean {
  if (caller.publisher === undefined) {
    // A limited caller speaks for its modules only: an event of no module would be about the whole panel.
    const isInside = caller.modules === undefined || event.module !== undefined
    return isInside && may(caller, 'events:publish', event.module)
  }
  return event.module === caller.publisher && isPublisherType(event.type)
}

function isPublisherType(type: string): boolean {
  if (PUBLISHER_TYPES.includes(type)) return true
  const labels = type.split('.')
  return labels.length >= 3 && !OWN_PREFIXES.includes(labels[0] ?? '')
}

const rank = (role: Role): number => ROLES.indexOf(role)

const mayTouch = (caller: Caller, module: string | undefined): boolean =>
  module === undefined || caller.modules === undefined || caller.modules.includes(module)
