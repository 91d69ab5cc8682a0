import type { ModuleView, World } from '@nobet/contracts'
import type { LinkReport, LinkState, LinkStats } from '@nobet/stream-client'
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { LinkQualityProvider } from '../ui/link.tsx'
import type { EventRing } from './eventRing.ts'
import { tellApart } from './moduleNames.ts'
import type { Live } from './startLive.ts'
import { toLinkQuality } from './toLinkQuality.ts'
import type { WorldState } from './worldStore.ts'

const Context = createContext<Live | undefined>(undefined)

/** Hands the tab's pushed state to every component, and the link's quality to every status. */
export function LiveProvider({ live, children }: { live: Live; children: ReactNode }) {
  const quality = useStore(live.link, (report) => toLinkQuality(report.state))
  return (
    <Context value={live}>
      <LinkQualityProvider quality={quality}>{children}</LinkQualityProvider>
    </Context>
  )
}

export function useLive(): Live {
  const live = useContext(Context)
  if (live === undefined) throw new Error('LiveProvider is missing')
  return live
}

/** A part of the world; renders again only when that part changes. The selector must return what is in the world. */
export const useWorld = <T,>(select: (world: World) => T): T =>
  useStore(useLive().world, (state) => select(state.world))
export const useWorldStatus = (): WorldState['status'] => useStore(useLive().world, (state) => state.status)
export const useModule = (id: string): ModuleView | undefined => useWorld((world) => tellApart(world.modules)[id])
/** All modules by id; the same object until one of them changes. */
export const useModules = (): World['modules'] => useWorld((world) => tellApart(world.modules))

/** All modules by title: an order that does not change while states do. */
export function useModuleList(): readonly ModuleView[] {
  const modules = useModules()
  return useMemo(() => Object.values(modules).toSorted((a, b) => a.title.localeCompare(b.title)), [modules])
}

export const useLinkState = (): LinkState => useStore(useLive().link, (report) => report.state)
export const useLinkStats = (): LinkStats => useStore(useLive().link, (report) => report.stats)
export const useLinkReport = (): LinkReport => useStore(useLive().link)

/** The ring, with a render at most once an animation frame while it grows. */
export function useRing(): EventRing {
  const { ring } = useLive()
  useSyncExternalStore(ring.subscribe, ring.published)
  return ring
}
