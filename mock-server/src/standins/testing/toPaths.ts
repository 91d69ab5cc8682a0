/** Every leaf of a JSON value as `a.b[].c: type`, once each and in order: its shape, whatever the values. */
export function toPaths(value: unknown, path = ''): string[] {
  return [...new Set(walk(value, path))].toSorted()
}

function walk(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : value.flatMap((one) => walk(one, `${path}[]`))
  if (typeof value !== 'object' || value === null) return [`${path}: ${value === null ? 'null' : typeof value}`]
  return Object.entries(value).flatMap(([key, one]) => walk(one, path === '' ? key : `${path}.${key}`))
}
