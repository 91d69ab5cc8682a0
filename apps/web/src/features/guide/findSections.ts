import { fold } from '../../ui/format/fold.ts'
import type { Block, Inline, Section } from './model.ts'

export interface FoundSection {
  readonly section: Section
  /** The first line that holds one of the words; the first line when only the title does. */
  readonly excerpt: string
}

/** Sections that hold every word, those whose title does first. */
export function findSections(sections: readonly Section[], text: string): readonly FoundSection[] {
  const words = fold(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const holds = (place: string) => words.every((word) => fold(place).includes(word))
  const found = sections.flatMap((section) => {
    const lines = section.blocks.flatMap(toLines)
    if (!holds([section.title, ...lines].join('\n'))) return []
    const excerpt = lines.find((line) => words.some((word) => fold(line).includes(word))) ?? lines[0] ?? ''
    return [{ section, excerpt }]
  })
  const isTitled = ({ section }: FoundSection) => holds(section.title)
  return [...found.filter(isTitled), ...found.filter((one) => !isTitled(one))]
}

function toLines(block: Block): string[] {
  switch (block.kind) {
    case 'line':
      return [toText(block.parts)]
    case 'code':
      return block.text.split('\n')
    case 'list':
      return block.items.flat().flatMap(toLines)
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(toText).join(' · '))
  }
}

const toText = (parts: readonly Inline[]): string =>
  parts.map((part) => ('text' in part ? part.text : toText(part.parts))).join('')
