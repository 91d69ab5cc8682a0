import type { ReactNode } from 'react'
import { Skeleton } from '../Skeleton.tsx'
import { Panel, PanelBody } from '../panel/Panel.tsx'
import { PanelEmpty, PanelError, PanelForbidden, PanelLoading, PanelNotConfigured } from '../panel/PanelStates.tsx'
import type { Provenance } from '../panel/ProvenanceChip.tsx'
import { ChartFreshness } from './freshness.tsx'
import { CHART_HEIGHT_PX } from './room/ChartRoom.tsx'
import styles from './ChartPanel.module.css'

/** What stands in the panel. `ready` shows the chart; old figures stay `ready` and say their age by provenance. */
export type ChartState =
  | { readonly kind: 'ready' | 'loading' }
  | { readonly kind: 'empty'; readonly title: string; readonly hint?: ReactNode }
  | {
      readonly kind: 'error'
      readonly title: string
      /** The other side's own words. */
      readonly message: string
      readonly lastOkAt?: string | null
      readonly onRetry?: () => void
    }
  | {
      readonly kind: 'not_configured'
      readonly title: string
      readonly configKey: string
      readonly fileKey?: string
      readonly hint?: ReactNode
    }
  | { readonly kind: 'forbidden'; readonly title: string; readonly role: string; readonly need: string }

interface Props {
  readonly title: string
  readonly note?: ReactNode
  readonly provenance?: Provenance
  readonly actions?: ReactNode
  readonly foot?: ReactNode
  readonly className?: string | undefined
  readonly state: ChartState
  /** That of the chart inside, so that every state is as high. */
  readonly height?: number
  readonly children: ReactNode
}

/** A chart in a panel: one size in every state, its provenance in the head and in how it looks. */
export function ChartPanel({ state, height = CHART_HEIGHT_PX, children, ...panel }: Props) {
  const { provenance, foot, ...rest } = panel
  const given = {
    ...rest,
    ...(provenance === undefined ? {} : { provenance }),
    ...(foot === undefined ? {} : { foot }),
  }
  return (
    <Panel {...given}>
      <ChartFreshness provenance={provenance}>
        <div className={styles['state']} style={{ minHeight: height + HEAD_AND_TABLE_PX }}>
          <Body state={state} height={height}>
            {children}
          </Body>
        </div>
      </ChartFreshness>
    </Panel>
  )
}

/** Legend above and the table's handle below the drawing, with the panel's padding. */
const HEAD_AND_TABLE_PX = 72
/** Lines of an axis that nothing is drawn on yet. */
const BONES = 5

function Body({ state, height, children }: { state: ChartState; height: number; children: ReactNode }) {
  switch (state.kind) {
    case 'ready':
      return <PanelBody>{children}</PanelBody>
    case 'loading':
      return (
        <PanelLoading>
          <Skeleton width="55%" height={14} />
          <span className={styles['bones']} style={{ height }}>
            {Array.from({ length: BONES }, (_, index) => (
              <Skeleton key={index} height={2} />
            ))}
          </span>
        </PanelLoading>
      )
    case 'empty':
      return <PanelEmpty title={state.title}>{state.hint}</PanelEmpty>
    case 'error': {
      const { kind: _kind, ...rest } = state
      return <PanelError {...rest} />
    }
    case 'not_configured':
      return (
        <PanelNotConfigured title={state.title} configKey={state.configKey} fileKey={state.fileKey}>
          {state.hint}
        </PanelNotConfigured>
      )
    case 'forbidden':
      return <PanelForbidden title={state.title} role={state.role} need={state.need} />
  }
}
