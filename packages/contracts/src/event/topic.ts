import { MODULE_ID_PATTERN } from '../moduleId.ts'
import type { CloudEvent } from './cloudEvent.ts'

/** Topics that do not name a module. */
export const PLAIN_TOPICS = ['alerts', 'cache', 'gitops', 'console', 'audit'] as const

/** Longest first does not matter: prefixes do not overlap. `mcp.*` and unknown prefixes go to the module. */
const TOPIC_OF_PREFIX = new Map<string, (typeof PLAIN_TOPICS)[number]>([
  ['alert', 'alerts'],
  ['silence', 'alerts'],
  ['cache', 'cache'],
  ['gitops', 'gitops'],
  ['policy', 'gitops'],
  ['upstream', 'console'],
  ['console', 'console'],
  ['stream', 'console'],
  ['audit', 'audit'],
])

/** Each event has exactly one topic; it follows from `type` and `module`. */
export function topicOf(event: Pick<CloudEvent, 'type' | 'module'>): string {
  const dot = event.type.indexOf('.')
  const plain = dot > 0 ? TOPIC_OF_PREFIX.get(event.type.slice(0, dot)) : undefined
  if (plain !== undefined) return plain
  return event.module === undefined ? 'console' : `modules/${event.module}`
}

/** Grammar only: a topic or a pattern (`modules/*`, `*`). Whether the caller may read it is another question. */
export function isTopicPattern(topic: string): boolean {
  if (topic === '*' || topic === 'modules/*') return true
  if (topic.startsWith('modules/')) return MODULE_ID_PATTERN.test(topic.slice('modules/'.length))
  return (PLAIN_TOPICS as readonly string[]).includes(topic)
}

export function topicMatches(pattern: string, topic: string): boolean {
  if (pattern === '*' || pattern === topic) return true
  return pattern === 'modules/*' && topic.startsWith('modules/')
}
