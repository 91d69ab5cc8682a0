const COLOURS = 8

/** A colour of the charts for each service, by its place in the trace. */
export function serviceColour(services: readonly string[], service: string): string {
  return `var(--c${(Math.max(0, services.indexOf(service)) % COLOURS) + 1})`
}
