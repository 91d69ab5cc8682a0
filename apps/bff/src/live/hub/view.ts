import { type Severity, severityRank, topicMatches } from '@nobet/contracts'
import { type Caller, mayReadEvent } from '@nobet/domain/access'
import type { LogEntry } from '../../log/eventLog.ts'

/** What a session sees of the log. Sessions that see the same share one view, so its frames are built once. */
export interface View {
  readonly id: number
  readonly topics: readonly string[]
  sees(entry: LogEntry): boolean
}

export interface ViewSpec {
  readonly caller: Caller
  readonly topics: readonly string[]
  readonly minSeverity: Severity
  /** Patterns whose events are left out: what a session holds already when it asks for more. */
  readonly except?: readonly string[]
}

export interface Views {
  acquire(spec: ViewSpec): View
  release(view: View): void
  readonly size: number
}

interface Shared {
  readonly key: string
  readonly view: View
  holders: number
}

/** Bounded by the sessions that hold them. */
export function createViews(): Views {
  const byKey = new Map<string, Shared>()
  const byId = new Map<number, Shared>()
  let lastId = 0

  return {
    acquire(spec) {
      const key = toKey(spec)
      let shared = byKey.get(key)
      if (shared === undefined) {
        lastId += 1
        shared = { key, view: toView(lastId, spec), holders: 0 }
        byKey.set(key, shared)
        byId.set(lastId, shared)
      }
      shared.holders += 1
      return shared.view
    },
    release(view) {
      const shared = byId.get(view.id)
      if (shared === undefined) return
      shared.holders -= 1
      if (shared.holders > 0) return
      byKey.delete(shared.key)
      byId.delete(view.id)
    },
    get size() {
      return byId.size
    },
  }
}

function toView(id: number, { caller, topics, minSeverity, except = [] }: ViewSpec): View {
  const floor = severityRank(minSeverity)
  const holds = (patterns: readonly string[], topic: string) => patterns.some((pattern) => topicMatches(pattern, topic))
  return {
    id,
    topics,
    sees: (entry) =>
      holds(topics, entry.topic) &&
      severityRank(entry.event.severity) >= floor &&
      !holds(except, entry.topic) &&
      mayReadEvent(caller, entry.event),
  }
}

function toKey({ caller, topics, minSeverity, except = [] }: ViewSpec): string {
  const modules = caller.modules === undefined ? null : caller.modules.toSorted()
  return JSON.stringify([topics.toSorted(), minSeverity, except.toSorted(), caller.role, modules, caller.publisher])
}
