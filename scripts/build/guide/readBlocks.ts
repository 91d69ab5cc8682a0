import type { MarkedToken, Token, Tokens } from 'marked'
import type { Block, Inline } from '../../../apps/web/src/features/guide/model.ts'

/** Reads blocks; what is written as code or in italics exactly as a title of `titles` leads to that section. */
export function createBlockReader(titles: ReadonlyMap<string, string>) {
  const inlines = (tokens: readonly Token[] | undefined): Inline[] => known(tokens).map(toInline)
  const blocks = (tokens: readonly MarkedToken[]): Block[] => tokens.flatMap(toBlock)

  function toBlock(token: MarkedToken): Block[] {
    if (token.type === 'space') return []
    if (token.type === 'paragraph' || token.type === 'text') return [{ kind: 'line', parts: inlines(token.tokens) }]
    if (token.type === 'code') return [{ kind: 'code', text: token.text }]
    if (token.type === 'table') return [toTable(token)]
    if (token.type === 'list') return [toList(token)]
    throw new Error(`the guide's page shows no ${token.type}: ${token.raw.trim()}`)
  }

  const toList = ({ ordered, items }: Tokens.List): Block => ({
    kind: 'list',
    ordered,
    items: items.map((item) => blocks(known(item.tokens))),
  })

  const toTable = ({ header, rows }: Tokens.Table): Block => ({
    kind: 'table',
    head: header.map((cell) => inlines(cell.tokens)),
    rows: rows.map((row) => row.map((cell) => inlines(cell.tokens))),
  })

  function toInline(token: MarkedToken): Inline {
    if (token.type === 'text' || token.type === 'escape') return { kind: 'text', text: token.text }
    if (token.type === 'codespan') return toRef(token.text, { kind: 'code', text: token.text })
    if (token.type === 'em') return toRef(token.text, { kind: 'em', parts: inlines(token.tokens) })
    if (token.type === 'strong') return { kind: 'strong', parts: inlines(token.tokens) }
    if (token.type === 'link') return toLink(token)
    throw new Error(`the guide's page shows no ${token.type}: ${token.raw}`)
  }

  function toLink({ href, tokens, raw }: Tokens.Link): Inline {
    if (href.startsWith('#')) return { kind: 'ref', anchor: decodeURIComponent(href.slice(1)), parts: inlines(tokens) }
    if (/^https?:\/\//.test(href)) return { kind: 'link', href, parts: inlines(tokens) }
    throw new Error(`the guide may link to its own sections, http and https: ${raw}`)
  }

  function toRef(text: string, shown: Inline): Inline {
    const anchor = titles.get(text)
    return anchor === undefined ? shown : { kind: 'ref', anchor, parts: [shown] }
  }

  return blocks
}

/** The words of a heading. */
export const toPlain = ({ tokens }: { readonly tokens: readonly Token[] }): string =>
  known(tokens)
    .map((token) => ('text' in token ? token.text : token.raw))
    .join('')

// No extension is installed that could add tokens of other kinds.
const known = (tokens: readonly Token[] | undefined): readonly MarkedToken[] => (tokens ?? []) as MarkedToken[]
