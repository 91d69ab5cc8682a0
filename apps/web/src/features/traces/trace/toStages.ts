import type { SpanView, TraceView } from './traceView.ts'

/** The road of one event through the panel, by the names of the panel's own spans. */
export const STAGES = ['publish', 'append', 'send', 'receive', 'paint'] as const
export type Stage = (typeof STAGES)[number]

export interface StageView {
  readonly stage: Stage
  /** The first span of the stage; absent when the trace has none. */
  readonly span: SpanView | undefined
  /** One event goes to many readers. */
  readonly count: number
}

/** The stages in their order; `undefined` for a trace that is not of an event. */
export function toStages({ spans }: TraceView): readonly StageView[] | undefined {
  const stages = STAGES.map((stage) => {
    const found = spans.filter(({ name }) => name === `${stage} events`)
    return { stage, span: found.toSorted((a, b) => a.offsetMs - b.offsetMs)[0], count: found.length }
  })
  return stages.some(({ span }) => span !== undefined) ? stages : undefined
}
