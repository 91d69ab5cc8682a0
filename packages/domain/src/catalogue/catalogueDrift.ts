import type { Catalogue, CatalogueChanged } from '@nobet/contracts'
import { canonicalJson } from './canonicalJson.ts'

/** At most this many names in each list of an event, which must stay under 64 KiB; `omitted` counts the rest. */
const NAMES_MAX = 50
const NAME_CHARS_MAX = 120

export type CatalogueContent = Pick<Catalogue, 'tools' | 'resources' | 'prompts'>

/** A hash of text, such as SHA-256 in hex: given, because this room does no I/O and knows no platform. */
export type Digest = (text: string) => string

/** One hash for the whole and one for each item, by names such as `tool:post_invoice`. Order does not matter. */
export interface CatalogueFingerprint {
  readonly hash: string
  readonly items: ReadonlyMap<string, string>
}

export function fingerprintCatalogue(content: CatalogueContent, digest: Digest): CatalogueFingerprint {
  const items = new Map([
    ...content.tools.map((tool) => [`tool:${tool.name}`, digest(canonicalJson(tool))] as const),
    ...content.resources.map((resource) => [`resource:${resource.uri}`, digest(canonicalJson(resource))] as const),
    ...content.prompts.map((prompt) => [`prompt:${prompt.name}`, digest(canonicalJson(prompt))] as const),
  ])
  const lines = [...items].map(([name, hash]) => `${name}\u0000${hash}`).sort()
  return { hash: digest(lines.join('\n')), items }
}

/** What differs, or `undefined` when nothing does. Without a `before` this is the baseline: `before` is `null`. */
export function diffCatalogues(
  before: CatalogueFingerprint | undefined,
  after: CatalogueFingerprint,
): CatalogueChanged | undefined {
  if (before?.hash === after.hash) return undefined
  const held = before?.items ?? new Map<string, string>()
  const added = [...after.items.keys()].filter((name) => !held.has(name))
  const removed = [...held.keys()].filter((name) => !after.items.has(name))
  const changed = [...after.items].filter(([name, hash]) => held.has(name) && held.get(name) !== hash)
  return {
    before: before?.hash ?? null,
    after: after.hash,
    ...bounded({ added, removed, changed: changed.map(([name]) => name) }),
  }
}

function bounded(lists: Pick<CatalogueChanged, 'added' | 'removed' | 'changed'>) {
  const omitted = Object.values(lists).reduce((sum, names) => sum + Math.max(0, names.length - NAMES_MAX), 0)
  const cut = { added: shorten(lists.added), removed: shorten(lists.removed), changed: shorten(lists.changed) }
  return omitted === 0 ? cut : { ...cut, omitted }
}

const shorten = (names: readonly string[]): string[] =>
  names.slice(0, NAMES_MAX).map((name) => name.slice(0, NAME_CHARS_MAX))
