export type Labels = Readonly<Record<string, string>>

/** Name of a line: the template filled in, or, without one, whatever tells this line from the others. */
export function toSeriesName(template: string, labels: Labels): string {
  const filled = template.replace(
    /\{\{\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*\}\}/g,
    (_whole, name: string) => labels[name] ?? '',
  )
  return filled.trim() === '' ? toSelector(labels) : filled
}

function toSelector({ __name__: metric = '', ...labels }: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  if (pairs.length === 0) return metric
  return `${metric}{${pairs.join(',')}}`
}
