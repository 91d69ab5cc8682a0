/** Label values by name, in the order the original writes them. */
export type Labels = Readonly<Record<string, string>>

interface Family {
  readonly help: string
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly lines: () => readonly string[]
}

export interface Value {
  set(labels: Labels, value: number): void
  add(labels: Labels, by?: number): void
  /** Forgets every child, as a state kept in label values must before it is said anew. */
  clear(): void
}

/** Metrics in Prometheus' text form; a child exists from its first value on, as in the real exporters. */
export function createExposition() {
  const families = new Map<string, Family>()
  const value = (name: string, type: 'counter' | 'gauge', help: string): Value => {
    const children = new Map<string, number>()
    const add = (labels: Labels, by = 1) => {
      const key = toLabels(labels)
      children.set(key, (children.get(key) ?? 0) + by)
    }
    const lines = () => [...children].map(([labels, current]) => `${name}${labels} ${current}`)
    families.set(name, { help, type, lines })
    return { add, set: (labels, to) => void children.set(toLabels(labels), to), clear: () => children.clear() }
  }
  return {
    counter: (name: string, help: string) => value(name, 'counter', help),
    gauge: (name: string, help: string) => value(name, 'gauge', help),
    histogram(name: string, help: string, buckets: readonly number[]) {
      const children = new Map<string, Observed>()
      families.set(name, { help, type: 'histogram', lines: () => toHistogram(name, buckets, children) })
      return {
        observe(labels: Labels, seconds: number): void {
          const key = toLabels(labels)
          const held = children.get(key) ?? { labels, counts: buckets.map(() => 0), sum: 0, count: 0 }
          const counts = held.counts.map((count, at) => count + (seconds <= (buckets[at] ?? Infinity) ? 1 : 0))
          children.set(key, { labels, counts, sum: held.sum + seconds, count: held.count + 1 })
        },
      }
    },
    text: () =>
      [...families]
        .flatMap(([name, { help, type, lines }]) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines()])
        .join('\n')
        .concat('\n'),
  }
}

interface Observed {
  readonly labels: Labels
  readonly counts: readonly number[]
  readonly sum: number
  readonly count: number
}

function toHistogram(name: string, buckets: readonly number[], children: ReadonlyMap<string, Observed>): string[] {
  return [...children.values()].flatMap(({ labels, counts, sum, count }) => [
    ...buckets.map((le, at) => `${name}_bucket${toLabels({ ...labels, le: String(le) })} ${counts[at] ?? 0}`),
    `${name}_bucket${toLabels({ ...labels, le: '+Inf' })} ${count}`,
    `${name}_sum${toLabels(labels)} ${sum}`,
    `${name}_count${toLabels(labels)} ${count}`,
  ])
}

function toLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escape(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escape = (value: string) => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
