import type { ReactNode } from 'react'
import { CodeBlock } from './CodeBlock.tsx'
import { GuideLink } from './GuideLink.tsx'
import styles from './GuidePage.module.css'
import type { Block, Inline } from './model.ts'

/** What stands under a heading. All of it comes from the guide of this build; nothing is read as HTML. */
export const Blocks = ({ blocks }: { blocks: readonly Block[] }) => blocks.map((block, at) => toNode(block, at))

function toNode(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case 'line':
      return <p key={key}>{block.parts.map(toInlineNode)}</p>
    case 'code':
      return <CodeBlock key={key} text={block.text} />
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        <List key={key}>
          {block.items.map((item, at) => (
            <li key={at}>
              <Blocks blocks={item} />
            </li>
          ))}
        </List>
      )
    }
    case 'table':
      return <Table key={key} {...block} />
  }
}

function Table({ head, rows }: Extract<Block, { kind: 'table' }>) {
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {head.map((cell, at) => (
            <th key={at} scope="col">
              {cell.map(toInlineNode)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, column) => (
              <td key={column}>{cell.map(toInlineNode)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function toInlineNode(part: Inline, key: number): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return <code key={key}>{part.text}</code>
    case 'strong':
      return <strong key={key}>{part.parts.map(toInlineNode)}</strong>
    case 'em':
      return <em key={key}>{part.parts.map(toInlineNode)}</em>
    case 'link':
      return (
        <a key={key} href={part.href} target="_blank" rel="noreferrer">
          {part.parts.map(toInlineNode)}
        </a>
      )
    case 'ref':
      return (
        <GuideLink key={key} anchor={part.anchor}>
          {part.parts.map(toInlineNode)}
        </GuideLink>
      )
  }
}
