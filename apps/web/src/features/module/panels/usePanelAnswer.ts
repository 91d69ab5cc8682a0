import { PanelAnswer, type PanelColumns, type Sourced } from '@nobet/contracts'
import { useApi } from '../../../api/ApiContext.tsx'
import { type LiveAnswer, useLiveQuery } from '../../../api/useLiveQuery.ts'
import { useRange, useRefresh } from '../../../shell/range.ts'
import { useNow } from '../../../ui/clock/useNow.tsx'

/** A present value that is not asked anew by itself is old after twice this. */
const AGE_MS = 15_000
/** Charts of nearly the same width share an answer. */
const WIDTH_STEP_PX = 100

interface Asked {
  readonly module: string
  readonly panel: string
  /** Of the chart, px; 0 while it is not known, and then nothing is asked. */
  readonly width: number
}

/** What a panel shows over the shared range. */
export function usePanelAnswer({ module, panel, width }: Asked): LiveAnswer<PanelColumns> {
  const api = useApi()
  const { ms, span } = useRange()
  const refresh = useRefresh()
  const now = useNow()
  const wide = Math.ceil(width / WIDTH_STEP_PX) * WIDTH_STEP_PX
  const read = (signal: AbortSignal): Promise<Sourced<PanelColumns>> => {
    const { from, to } = span ?? { from: now - ms, to: now }
    const query = new URLSearchParams({ from: String(from), to: String(to), width: String(wide), exemplars: '1' })
    const path = `/api/v1/modules/${encodeURIComponent(module)}/panels/${encodeURIComponent(panel)}?${query}`
    return api.read(path, PanelAnswer, signal)
  }
  return useLiveQuery({
    key: ['panel', module, panel, span ?? ms, wide],
    read,
    intervalMs: span === undefined ? refresh.ms : null,
    ageMs: span === undefined ? (refresh.ms ?? AGE_MS) : null,
    enabled: width > 0,
  })
}
