import { type Parsed, parseWith } from '@nobet/contracts'
import * as z from 'zod/mini'
import type { Answer, Histogram, Labels, Note, Point, Series } from './answer.ts'

/** More series than this are counted, not read: nobody looks at them and the page must stay quick. */
export const SERIES_READ_MAX = 2_000
const MS = 1_000

const Sample = z.tuple([z.number(), z.string()])
const HistogramValue = z.looseObject({
  count: z.string(),
  sum: z.string(),
  buckets: z.optional(z.array(z.tuple([z.number(), z.string(), z.string(), z.string()]))),
})
const HistogramSample = z.tuple([z.number(), HistogramValue])
const Item = z.looseObject({
  metric: z.record(z.string(), z.string()),
  value: z.optional(Sample),
  values: z.optional(z.array(Sample)),
  histogram: z.optional(HistogramSample),
  histograms: z.optional(z.array(HistogramSample)),
})
const Envelope = z.looseObject({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.looseObject({ resultType: z.literal('matrix'), result: z.array(z.unknown()) }),
    z.looseObject({ resultType: z.literal('vector'), result: z.array(z.unknown()) }),
    z.looseObject({ resultType: z.literal('scalar'), result: Sample }),
    z.looseObject({ resultType: z.literal('string'), result: Sample }),
  ]),
  warnings: z.optional(z.array(z.string())),
  infos: z.optional(z.array(z.string())),
})

/** Reads the body of `query` and `query_range`; figures are texts there: `"1"`, `"NaN"`, `"+Inf"`. */
export function readAnswer(body: unknown): Parsed<Answer> {
  const envelope = parseWith(Envelope, body)
  if (!envelope.ok) return envelope
  const { data, warnings, infos } = envelope.value
  const notes = [...toNotes('warning', warnings), ...toNotes('info', infos)]
  if (data.resultType === 'scalar' || data.resultType === 'string') {
    const [at, text] = data.result
    const common = { at: at * MS, notes }
    return {
      ok: true,
      value:
        data.resultType === 'scalar'
          ? { kind: 'scalar', value: toFigure(text), ...common }
          : { kind: 'string', value: text, ...common },
    }
  }
  const items = parseWith(z.array(Item), data.result.slice(0, SERIES_READ_MAX))
  if (!items.ok) return items
  const series = items.value.map(toSeries)
  return { ok: true, value: { kind: data.resultType, series, total: data.result.length, notes } }
}

/** `"+Inf"` is not what `Number` calls it. */
export function toFigure(text: string): number {
  if (text === '+Inf' || text === 'Inf') return Infinity
  return text === '-Inf' ? -Infinity : Number(text)
}

/** `up{instance="a", job="b"}` */
export function toSeriesName(labels: Labels): string {
  const { __name__: name = '', ...rest } = labels
  const pairs = Object.entries(rest).map(([key, value]) => `${key}=${JSON.stringify(value)}`)
  return pairs.length === 0 ? name || '{}' : `${name}{${pairs.join(', ')}}`
}

function toSeries({ metric, value, values, histogram, histograms }: z.infer<typeof Item>): Series {
  const points = (values ?? (value === undefined ? [] : [value])).map(toPoint)
  const newest = histogram ?? histograms?.at(-1)
  if (newest === undefined) return { labels: metric, points }
  return { labels: metric, points, histogram: { at: newest[0] * MS, value: toHistogram(newest[1]) } }
}

const toPoint = ([at, text]: z.infer<typeof Sample>): Point => [at * MS, toFigure(text)]

const toHistogram = ({ count, sum, buckets = [] }: z.infer<typeof HistogramValue>): Histogram => ({
  count: toFigure(count),
  sum: toFigure(sum),
  buckets: buckets.map(([, from, to, held]) => ({ from, to, count: toFigure(held) })),
})

const toNotes = (kind: Note['kind'], texts: readonly string[] = []): Note[] => texts.map((text) => ({ kind, text }))
