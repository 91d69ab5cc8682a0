import { type MarkedToken, marked, type Tokens } from 'marked'
import type { RunbookName, Section } from '../../../apps/web/src/features/guide/model.ts'
import { createBlockReader, toPlain } from './readBlocks.ts'

const TURKISH = / \(Türkçe\)$/
const TOP_LEVEL = 2
const ALERT_LEVEL = 4
const ALERT_NAME = /^[A-Z][A-Za-z]+$/

export const GUIDE_LANGUAGES = ['en', 'tr'] as const
export type GuideLanguage = (typeof GUIDE_LANGUAGES)[number]

export interface Guide {
  readonly sections: Readonly<Record<GuideLanguage, readonly Section[]>>
  /** The sections that alerts lead to, by their English anchors. */
  readonly runbooks: readonly RunbookName[]
}

interface Draft {
  readonly language: GuideLanguage
  readonly anchor: string
  readonly level: Section['level']
  readonly title: string
  readonly body: MarkedToken[]
  twin?: string
}

/**
 * The operations guide as data. Its parts are headings of the second level: English ones, each followed by its Turkish
 * twin, whose headings may end with "(Türkçe)". Throws on what the panel's page does not show, HTML above all.
 */
export function readGuide(markdown: string): Guide {
  const drafts = toDrafts(marked.lexer(markdown) as MarkedToken[]) // no extension is installed that could add others
  const parts = toParts(drafts)
  for (const [index, part] of parts.entries()) pairWith(parts[index - 1], part)
  const readers = {
    en: createBlockReader(titlesOf(drafts, 'en')),
    tr: createBlockReader(titlesOf(drafts, 'tr')),
  }
  const sections = (language: GuideLanguage) =>
    drafts.filter((draft) => draft.language === language).map((draft) => toSection(draft, readers[language]))
  const en = sections('en')
  return { sections: { en, tr: sections('tr') }, runbooks: en.filter(isRunbook).map(toRunbook) }
}

/** What stands before the first part is for readers of the file. */
function toDrafts(tokens: readonly MarkedToken[]): readonly Draft[] {
  const toAnchor = createAnchors()
  const drafts: Draft[] = []
  let language: GuideLanguage = 'en'
  for (const token of tokens) {
    if (token.type !== 'heading') {
      drafts.at(-1)?.body.push(token)
      continue
    }
    const title = toPlain(token)
    const anchor = toAnchor(title)
    const level = toLevel(token)
    if (level === undefined) continue
    if (level === TOP_LEVEL) language = TURKISH.test(title) ? 'tr' : 'en'
    drafts.push({ language, anchor, level, title: title.replace(TURKISH, ''), body: [] })
  }
  return drafts
}

function toLevel({ depth, raw }: Tokens.Heading): Section['level'] | undefined {
  if (depth === 1) return undefined
  if (depth === 2 || depth === 3 || depth === 4) return depth
  throw new Error(`the guide has no headings of level ${depth}: ${raw.trim()}`)
}

function toParts(drafts: readonly Draft[]): readonly (readonly Draft[])[] {
  const parts: Draft[][] = []
  for (const draft of drafts) {
    if (draft.level === TOP_LEVEL) parts.push([])
    parts.at(-1)?.push(draft)
  }
  return parts
}

/** Twins stand in the same order; parts that do not are left alone, which a test tells. */
function pairWith(english: readonly Draft[] | undefined, turkish: readonly Draft[]): void {
  if (english?.[0]?.language !== 'en' || turkish[0]?.language !== 'tr') return
  const levels = (part: readonly Draft[]) => part.map(({ level }) => level).join()
  if (levels(english) !== levels(turkish)) return
  for (const [index, draft] of turkish.entries()) {
    const twin = english[index]
    if (twin === undefined) continue
    twin.twin = draft.anchor
    draft.twin = twin.anchor
  }
}

const titlesOf = (drafts: readonly Draft[], wanted: GuideLanguage): ReadonlyMap<string, string> =>
  new Map(drafts.filter(({ language }) => language === wanted).map(({ title, anchor }) => [title, anchor]))

const toSection = (
  { anchor, level, title, twin, body }: Draft,
  read: ReturnType<typeof createBlockReader>,
): Section => ({
  anchor,
  ...(twin === undefined ? {} : { twin }),
  level,
  title,
  blocks: read(body),
})

const isRunbook = ({ level, title }: Section) => level === ALERT_LEVEL && ALERT_NAME.test(title)
const toRunbook = ({ title, anchor }: Section): RunbookName => ({ alert: title, anchor })

/** Headings as the places a link can point to, the way Git hosts spell them. */
function createAnchors() {
  const counts = new Map<string, number>()
  return (title: string): string => {
    const anchor = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-')
    const count = counts.get(anchor) ?? 0
    counts.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  }
}
