export type KeyPath = readonly (string | number)[]

/** Nested keys as they are written down, before any schema has judged them. */
export interface KeyTree {
  [key: string]: unknown
}

export const isKeyTree = (value: unknown): value is KeyTree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A section that is written but empty (`server:`) reads as absent. */
export function withoutNulls(value: unknown): unknown {
  if (!isKeyTree(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => (child === null ? [] : [[key, withoutNulls(child)]])),
  )
}

/** Puts a value at a dotted path, or takes the key away when the value is `undefined`. */
export function withKey(tree: KeyTree, path: KeyPath, value: unknown): KeyTree {
  const [head, ...rest] = path
  if (head === undefined) return tree
  const { [head]: child, ...others } = tree
  if (rest.length > 0) return { ...others, [head]: withKey(isKeyTree(child) ? child : {}, rest, value) }
  return value === undefined ? others : { ...others, [head]: value }
}

export function getKey(tree: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((node, key) => {
    if (Array.isArray(node)) return node[Number(key)] as unknown
    return isKeyTree(node) ? node[String(key)] : undefined
  }, tree)
}
