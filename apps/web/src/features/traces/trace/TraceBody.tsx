import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Dialog } from '../../../ui/overlay/Dialog.tsx'
import { SpanDetail } from '../span/SpanDetail.tsx'
import { SpanTable } from '../waterfall/SpanTable.tsx'
import { Waterfall } from '../waterfall/Waterfall.tsx'
import { StageStrip } from './StageStrip.tsx'
import styles from './TracePanel.module.css'
import type { SpanView, TraceView } from './traceView.ts'
import { useWideScreen } from './useWideScreen.ts'

interface Props {
  readonly trace: TraceView
  readonly view: 'table' | undefined
  /** Id of the open span. */
  readonly selected: string | undefined
  readonly onSelect: (spanId: string | undefined) => void
}

/** The spans, drawn or listed, and the chosen one beside them, or over them where there is no room. */
export function TraceBody({ trace, view, selected, onSelect }: Props) {
  const wide = useWideScreen()
  const span = trace.spans.find(({ id }) => id === selected)
  const Spans = view === 'table' ? SpanTable : Waterfall
  const beside = wide && selected !== undefined
  return (
    <>
      <StageStrip trace={trace} onSelect={onSelect} />
      <div className={styles['split']} data-open={beside}>
        <Spans trace={trace} selected={selected} onSelect={onSelect} />
        {selected !== undefined &&
          (wide ? (
            <Beside trace={trace} span={span} onClose={() => onSelect(undefined)} />
          ) : (
            <Over trace={trace} span={span} onClose={() => onSelect(undefined)} />
          ))}
      </div>
    </>
  )
}

interface OpenProps {
  readonly trace: TraceView
  readonly span: SpanView | undefined
  readonly onClose: () => void
}

function Beside({ trace, span, onClose }: OpenProps) {
  const t = useTranslations('traces.span')
  return (
    <aside className={styles['beside']} aria-label={t('label')}>
      <header className={styles['besideHead']}>
        <h3>{span?.name ?? t('label')}</h3>
        <IconButton label={t('close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <SpanDetail trace={trace} span={span} />
    </aside>
  )
}

function Over({ trace, span, onClose }: OpenProps) {
  const t = useTranslations('traces.span')
  return (
    <Dialog open onClose={onClose} title={span?.name ?? t('label')} place="side">
      <SpanDetail trace={trace} span={span} />
    </Dialog>
  )
}
