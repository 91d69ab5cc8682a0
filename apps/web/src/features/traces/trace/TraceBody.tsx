import { useTranslations } from 'use-intl'
import { Drawer } from '../../../ui/drawer/Drawer.tsx'
import { useMedia } from '../../../ui/useMedia.ts'
import { SpanDetail } from '../span/SpanDetail.tsx'
import { SpanTable } from '../waterfall/SpanTable.tsx'
import { Waterfall } from '../waterfall/Waterfall.tsx'
import { StageStrip } from './StageStrip.tsx'
import styles from './TracePanel.module.css'
import type { TraceView } from './traceView.ts'

/** Wide enough for a span beside the others. */
const BESIDE = '(min-width: 1100px)'

interface Props {
  readonly trace: TraceView
  readonly view: 'table' | undefined
  /** Id of the open span. */
  readonly selected: string | undefined
  readonly onSelect: (spanId: string | undefined) => void
}

/** The spans, drawn or listed, and the chosen one beside them, or over them where there is no room. */
export function TraceBody({ trace, view, selected, onSelect }: Props) {
  const t = useTranslations('traces.span')
  const place = useMedia(BESIDE) ? 'inside' : 'over'
  const span = trace.spans.find(({ id }) => id === selected)
  const Spans = view === 'table' ? SpanTable : Waterfall
  return (
    <>
      <StageStrip trace={trace} onSelect={onSelect} />
      <div className={styles['split']} data-open={selected !== undefined && place === 'inside'}>
        <Spans trace={trace} selected={selected} onSelect={onSelect} />
        {selected !== undefined && (
          <Drawer place={place} label={t('label')} title={span?.name ?? t('label')} onClose={() => onSelect(undefined)}>
            <SpanDetail trace={trace} span={span} />
          </Drawer>
        )}
      </div>
    </>
  )
}
