export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8'
export const CLASSIC_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** At least one label, so that no text inside a quoted label value can look like an exemplar. */
const EXEMPLAR = / # \{(?:\w+="(?:[^"\\]|\\.)*",?)+\} \S+ \S+$/
const EXPLANATION = /^# (?:HELP|TYPE) (\S+)/
const COUNTER = /^# TYPE (\S+) counter$/

export interface Exposition {
  readonly body: string
  readonly contentType: string
}

/**
 * OpenMetrics text as the caller's `Accept` wants it: as it is, or in the classic text format, which has no exemplars
 * and calls a counter by its whole name. Who does not say gets OpenMetrics.
 */
export function formatExposition(openMetrics: string, accept: string | undefined): Exposition {
  const ranges = readRanges(accept)
  const classic = qualityOf(ranges, 'text', 'plain') > qualityOf(ranges, 'application', 'openmetrics-text')
  if (!classic) return { body: openMetrics, contentType: OPEN_METRICS_TYPE }
  return { body: toClassic(openMetrics), contentType: CLASSIC_TYPE }
}

function toClassic(openMetrics: string): string {
  const lines = openMetrics.split('\n')
  const counters = new Set(lines.flatMap((line) => COUNTER.exec(line)?.[1] ?? []))
  return lines
    .filter((line) => line !== '# EOF')
    .map((line) => {
      const family = EXPLANATION.exec(line)?.[1]
      if (family === undefined) return line.replace(EXEMPLAR, '')
      return counters.has(family) ? line.replace(family, `${family}_total`) : line
    })
    .join('\n')
}

interface MediaRange {
  readonly type: string
  readonly subtype: string
  readonly quality: number
}

function readRanges(accept: string | undefined): readonly MediaRange[] {
  if (accept === undefined || accept.trim() === '') return [{ type: '*', subtype: '*', quality: 1 }]
  return accept.split(',').flatMap((text) => {
    const [media = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
    const [type, subtype] = media.split('/')
    if (type === undefined || subtype === undefined) return []
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    return [{ type, subtype, quality: Number.isFinite(quality) ? quality : 0 }]
  })
}

/** What the most specific range says of a media type (RFC 9110, 12.5.1); 0 when none allows it. */
function qualityOf(ranges: readonly MediaRange[], type: string, subtype: string): number {
  const exact = ranges.filter((range) => range.type === type && range.subtype === subtype)
  const ofType = ranges.filter((range) => range.type === type && range.subtype === '*')
  const any = ranges.filter((range) => range.type === '*')
  const [closest = []] = [exact, ofType, any].filter((found) => found.length > 0)
  return Math.max(0, ...closest.map(({ quality }) => quality))
}
