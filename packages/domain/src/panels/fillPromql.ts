/** Scrapes a rate needs to be one: a missed or late one must not end it. */
const SCRAPES_PER_RATE = 4
/** Calls come in no steady stream: over less than this most rates would be zero or none at all. */
const RATE_MIN_MS = 30_000
const MS_PER_SECOND = 1_000

export interface PromqlValues {
  /** Of the module; `[a-z0-9-]` only. */
  readonly module: string
  /** Labels that pick the metrics of the module itself. */
  readonly labels: Readonly<Record<string, string>>
  /** Milliseconds of `$__rate`, from {@link toRateMs}. */
  readonly rateMs: number
}

/** The window of a rate: never shorter than the distance of two points, so that nothing between them is unseen. */
export const toRateMs = (scrapeMs: number, stepMs: number): number =>
  Math.max(RATE_MIN_MS, SCRAPES_PER_RATE * scrapeMs, stepMs + scrapeMs)

/** The query with its placeholders filled in; a value cannot leave the place it was put in. */
export function fillPromql(promql: string, { module, labels, rateMs }: PromqlValues): string {
  const values: Readonly<Record<string, string>> = {
    module: escapeLabelValue(module),
    server: toMatchers(labels),
    __rate: `${Math.max(1, Math.ceil(rateMs / MS_PER_SECOND))}s`,
  }
  return promql.replace(/\$(__rate|module|server)\b/g, (whole, name: string) => values[name] ?? whole)
}

/** For a double-quoted string of PromQL. */
export const escapeLabelValue = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** `job="finbot",namespace="prod"`; the names have been held to the grammar of labels. */
const toMatchers = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeLabelValue(value)}"`)
    .join(',')
