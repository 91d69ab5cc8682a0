import type { PromData } from './queryRequest.ts'

type Labels = Readonly<Record<string, string>>
type Sample = readonly [seconds: number, value: string]

export interface FrameContext {
  refId: string
  executedQueryString: string
  stepMs: number
  legendFormat: string
}

/** Grafana's columnar frames: one for each series, a time column and a value column. */
export function toFrames(data: PromData, context: FrameContext): unknown[] {
  switch (data.resultType) {
    case 'matrix':
      return data.result.map(({ metric, values }) => toFrame('timeseries-multi', 'matrix', metric, values, context))
    case 'vector':
      return data.result.map(({ metric, value }) => toFrame('numeric-multi', 'vector', metric, [value], context))
    case 'scalar':
      return [toFrame('numeric-multi', 'scalar', {}, [data.result], context)]
    case 'string':
      return []
  }
}

/** The one empty frame that comes with a failed query. */
export function toEmptyFrame({ refId, executedQueryString, stepMs }: FrameContext): unknown {
  const meta = { custom: { calculatedMinStep: stepMs }, executedQueryString }
  return { schema: { refId, meta, fields: [] }, data: { values: [] } }
}

function toFrame(type: string, resultType: string, labels: Labels, samples: readonly Sample[], context: FrameContext) {
  const { refId, executedQueryString, stepMs, legendFormat } = context
  const entities = toEntities(samples)
  return {
    schema: {
      refId,
      meta: {
        type,
        typeVersion: [0, 1],
        custom: { resultType, calculatedMinStep: stepMs },
        executedQueryString,
      },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: stepMs } },
        {
          name: 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels,
          config: { displayNameFromDS: toDisplayName(labels, legendFormat) },
        },
      ],
    },
    data: {
      values: [samples.map(([seconds]) => Math.round(seconds * 1000)), samples.map(([, value]) => toFinite(value))],
      ...(entities !== undefined && { entities: [null, entities] }),
    },
  }
}

/** JSON has no NaN and no infinity: they are null among the values and named beside them. */
function toFinite(value: string): number | null {
  const number = toNumber(value)
  return Number.isFinite(number) ? number : null
}

function toEntities(samples: readonly Sample[]): Record<string, number[]> | undefined {
  const entities: Record<string, number[]> = {}
  for (const [row, [, value]] of samples.entries()) {
    const number = toNumber(value)
    if (Number.isFinite(number)) continue
    const kind = Number.isNaN(number) ? 'NaN' : number > 0 ? 'Inf' : 'NegInf'
    ;(entities[kind] ??= []).push(row)
  }
  return Object.keys(entities).length === 0 ? undefined : entities
}

function toNumber(value: string): number {
  return Number(value.replace('Inf', 'Infinity'))
}

function toDisplayName(labels: Labels, legendFormat: string): string {
  if (legendFormat !== '' && legendFormat !== '__auto') {
    return legendFormat.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => labels[name] ?? '')
  }
  const { __name__: name = '', ...rest } = labels
  const pairs = Object.entries(rest).map(([label, value]) => `${label}=${JSON.stringify(value)}`)
  return pairs.length === 0 && name !== '' ? name : `${name}{${pairs.join(', ')}}`
}
