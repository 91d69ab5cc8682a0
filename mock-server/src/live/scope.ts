import { isTopicPattern, type Role } from '@nobet/contracts'
import { type Caller, maySubscribe } from '@nobet/domain/access'

/** `auth=none`: everyone is the local admin, or the role they ask to try. */
export const toCaller = (role: Role = 'admin'): Caller => ({ name: 'local', role })

export type JudgedTopics =
  | { readonly kind: 'unknown'; readonly topic: string }
  | { readonly kind: 'known'; readonly allowed: readonly string[]; readonly denied: readonly string[] }

/** A list with one topic outside the grammar is refused as a whole. */
export function judgeTopics(caller: Caller, topics: readonly string[]): JudgedTopics {
  const unknown = topics.find((topic) => !isTopicPattern(topic))
  if (unknown !== undefined) return { kind: 'unknown', topic: unknown }
  return {
    kind: 'known',
    allowed: topics.filter((topic) => maySubscribe(caller, topic)),
    denied: topics.filter((topic) => !maySubscribe(caller, topic)),
  }
}
