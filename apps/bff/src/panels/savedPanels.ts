import { PANEL_LIMITS, type SavedPanel } from '@nobet/contracts'

export type KeepOutcome = 'kept' | 'full'

/** Panels that operators saved, over all modules. A failure of what stands behind throws. */
export interface SavedPanels {
  /** `memory` is lost with the process. */
  readonly storage: 'redis' | 'memory'
  list(): Promise<readonly SavedPanel[]>
  /** `full`: there are {@link PANEL_LIMITS}`.saved` already. */
  keep(panel: SavedPanel): Promise<KeepOutcome>
  /** The panel that was there. */
  remove(id: string): Promise<SavedPanel | undefined>
}

/** In this process alone. */
export function createOwnSavedPanels(): SavedPanels {
  const panels = new Map<string, SavedPanel>()
  return {
    storage: 'memory',
    list: () => Promise.resolve([...panels.values()]),
    keep(panel) {
      if (panels.size >= PANEL_LIMITS.saved) return Promise.resolve('full')
      panels.set(panel.id, panel)
      return Promise.resolve('kept')
    },
    remove(id) {
      const known = panels.get(id)
      panels.delete(id)
      return Promise.resolve(known)
    },
  }
}
