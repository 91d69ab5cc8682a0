import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { ConfigFault } from './configFault.ts'
import { isKeyTree, type KeyPath, type KeyTree, withoutNulls } from './keyTree.ts'

/** `nobet.config.yaml` read but not yet judged; `whereIs` finds the line of a key, or of its nearest parent. */
export interface ConfigFile {
  readonly tree: KeyTree
  whereIs(path: KeyPath): string
}

export type ConfigFileOutcome =
  | { readonly kind: 'read'; readonly file: ConfigFile }
  | { readonly kind: 'faulty'; readonly faults: readonly ConfigFault[] }

export function readConfigFile(name: string, text: string): ConfigFileOutcome {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({ where: at(error.pos[0]), key: '', expected: error.message }))
    return { kind: 'faulty', faults }
  }
  const tree = withoutNulls(document.toJS() ?? {})
  if (!isKeyTree(tree)) {
    return { kind: 'faulty', faults: [{ where: at(0), key: '', expected: 'expected keys such as "server:"' }] }
  }
  return { kind: 'read', file: { tree, whereIs: (path) => at(findOffset(document.contents, path)) } }
}

function findOffset(contents: ParsedNode | null, path: KeyPath): number {
  let node: unknown = contents
  let offset = contents?.range[0] ?? 0
  for (const key of path) {
    const found = step(node, key)
    if (found === undefined) return offset
    offset = found.offset ?? offset
    node = found.value
  }
  return offset
}

function step(node: unknown, key: string | number): { offset: number | undefined; value: unknown } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(key)]
    return item === undefined ? undefined : { offset: isNode(item) ? item.range?.[0] : undefined, value: item }
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key))
  if (pair === undefined || !isScalar(pair.key)) return undefined
  return { offset: pair.key.range?.[0], value: pair.value }
}
