import type { ModuleId } from '@nobet/contracts'
import type { Cache } from '../cache/cache.ts'
import type { CatalogueContent } from '../catalogue/catalogue.ts'
import type { Clock } from '../clock.ts'
import type { EventDraft } from '../publish/stampEvent.ts'
import type { Random } from '../random.ts'
import type { LoopOptions } from '../task/runTask.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Tool } from '../tool/defineTool.ts'

/** What the kit hands to a module. */
export interface ModuleKit {
  readonly clock: Clock
  readonly random: Random
  readonly fetch: typeof globalThis.fetch
  readonly logger: Logger
  readonly cache: Cache
  publish(draft: EventDraft): void
  /** Replaces the tool list; everybody connected is told. */
  setTools(tools: readonly Tool[]): void
  /** Says that the list of resources is another one. */
  resourcesChanged(): void
  /** Tells subscribers of the modern era that a resource has changed. */
  resourceUpdated(uri: string): void
  /** Repeats work until the module stops. */
  loop(options: LoopOptions, work: () => void | Promise<void>): void
}

/** What `mcp.context.updated` says: a sentence for people, and the figures it speaks of. */
export interface ContextUpdate {
  readonly summary: string
  readonly [field: string]: unknown
}

export interface ModuleParts extends CatalogueContent {
  /** The module's present picture, published every few seconds. */
  readonly context: () => ContextUpdate | Promise<ContextUpdate>
}

export interface ModuleDefinition {
  readonly id: ModuleId
  readonly title: string
  readonly version: string
  readonly instructions: string
  build(kit: ModuleKit): ModuleParts
}
