import type { ModuleView, Sourced, SourceView } from '@nobet/contracts'
import { asReadAt } from '@nobet/domain/health'
import type { Player } from '../player/startPlayer.ts'
import { json, notFound } from './answers.ts'
import type { Call } from './call.ts'

export const readModules = ({ player }: Call): Response => json({ modules: readViews(player) })

/** None looks younger than it is: what was not observed for two intervals reads as stale. */
const readViews = (player: Player): ModuleView[] =>
  Object.values(player.snapshot().world.modules).map((view) => asReadAt(view, player.clock.now()))

export function readModule({ player, id }: Call): Response {
  const module = readViews(player).find((view) => view.id === id)
  return module === undefined ? notFound(`module ${id}`) : json({ module })
}

export function readSamples({ player, id }: Call): Response {
  if (player.snapshot().world.modules[id] === undefined) return notFound(`module ${id}`)
  return json(player.sampler.read(id, player.clock.now()))
}

export function readCatalogue({ player, id }: Call): Response {
  const module = player.world.modules.find((candidate) => candidate.id === id)
  if (module === undefined) return notFound(`module ${id}`)
  return json({ ...module.catalogue, observedAt: player.snapshot().world.modules[id]?.observedAt ?? null })
}

export function readOverview({ player }: Call): Response {
  const { alerts } = player.snapshot().world
  const { sources } = player.sources()
  const at = player.now()
  const live = <T>(value: T, source: string): Sourced<T> => ({
    value,
    source,
    freshness: 'live',
    observedAt: at,
    error: null,
  })
  return json({
    modules: live(readViews(player), 'probe'),
    alerts: isConfigured(sources, 'alertmanager')
      ? live(Object.values(alerts), 'alertmanager')
      : { value: null, source: 'alertmanager', freshness: 'not_configured', observedAt: null, error: null },
    sources: live(sources, 'panel'),
  })
}

const isConfigured = (sources: readonly SourceView[], id: string): boolean =>
  sources.some((source) => source.id === id && source.state !== 'not_configured')
