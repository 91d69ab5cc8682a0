import type { Prompt } from '../tool/definePrompt.ts'
import type { Resource } from '../tool/defineResource.ts'
import type { Tool } from '../tool/defineTool.ts'

export interface CatalogueContent {
  readonly tools: readonly Tool[]
  readonly resources: readonly Resource[]
  readonly prompts: readonly Prompt[]
}

/** What a module offers now. Its tools may change at run time; everybody connected is told. */
export interface Catalogue {
  current(): CatalogueContent
  /** The whole of it, before anybody is connected. */
  setContent(content: CatalogueContent): void
  setTools(tools: readonly Tool[]): void
  /** Announces that the resources list differently: templates decide what they list. */
  resourcesChanged(): void
  onResourcesChanged(listener: () => void): () => void
  onToolsChanged(listener: (tools: readonly Tool[]) => void): () => void
}

export function createCatalogue(initial: CatalogueContent): Catalogue {
  let content = initial
  const listeners = new Set<(tools: readonly Tool[]) => void>()
  const resourceListeners = new Set<() => void>()
  return {
    current: () => content,
    setContent(next) {
      content = next
    },
    setTools(tools) {
      content = { ...content, tools }
      for (const listener of listeners) listener(tools)
    },
    resourcesChanged() {
      for (const listener of resourceListeners) listener()
    },
    onResourcesChanged(listener) {
      resourceListeners.add(listener)
      return () => void resourceListeners.delete(listener)
    },
    onToolsChanged(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
