import type { ModuleView } from '@nobet/contracts'
import { describeFailure, type ModuleKit } from '@nobet/mcp-kit'
import type { PanelClient } from './panelClient.ts'

const KEY = 'mcp:observability:modules'

export type Outlook = 'steady' | 'troubled'

/** How long the list may be kept: while something is wrong, an old list misleads. */
export const LIST_TTL_MS: Readonly<Record<Outlook, number>> = { steady: 15_000, troubled: 5_000 }

export const judgeOutlook = (modules: readonly Pick<ModuleView, 'state'>[]): Outlook =>
  modules.every((module) => module.state === 'healthy') ? 'steady' : 'troubled'

export interface ModuleSnapshot {
  readonly modules: readonly ModuleView[]
  readonly readAt: string
}

export type ModuleBookOutcome =
  | { readonly ok: true; readonly snapshot: ModuleSnapshot }
  | { readonly ok: false; readonly reason: string }

/** The panel's list of modules, cached; its TTL follows how well they are. */
export function createModuleBook(kit: Pick<ModuleKit, 'clock' | 'cache'>, panel: PanelClient) {
  let outlook: Outlook = 'steady'
  return {
    async read(): Promise<ModuleBookOutcome> {
      let failure: string | undefined
      try {
        const snapshot = await kit.cache.read(KEY, LIST_TTL_MS[outlook], async (): Promise<ModuleSnapshot> => {
          const outcome = await panel.modules()
          // Thrown, because a failed load is the one thing a cache must not keep.
          if (outcome.kind !== 'ok') throw new Error((failure = describeFailure(outcome)))
          return { modules: outcome.value.modules, readAt: new Date(kit.clock.now()).toISOString() }
        })
        const next = judgeOutlook(snapshot.modules)
        if (next !== outlook) await kit.cache.expire(KEY, LIST_TTL_MS[next])
        outlook = next
        return { ok: true, snapshot }
      } catch (error) {
        return { ok: false, reason: `The panel ${failure ?? (error instanceof Error ? error.message : String(error))}` }
      }
    },
    outlook: () => ({ outlook, listTtlMs: LIST_TTL_MS[outlook] }),
  }
}

export type ModuleBook = ReturnType<typeof createModuleBook>
