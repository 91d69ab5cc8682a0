import type { LoggedEvent } from '@nobet/contracts'
import type { RingEntry } from '../../../live/eventRing.ts'
import type { RowText } from './useRowText.ts'

/** What every row of one painting has in common. */
export interface Look {
  readonly rowPx: number
  readonly selected: string | undefined
  readonly active: number | undefined
  readonly textOf: (event: LoggedEvent) => RowText
  readonly severityOf: (event: LoggedEvent) => string
  /** `(recovered)`, or nothing. */
  readonly markOf: (row: RingEntry) => string
}

export type Slot = ReturnType<typeof createSlot>

const CELLS = ['time', 'severity', 'module', 'type', 'summary', 'recovered'] as const

/** One row of the document, filled anew many times a second: texts are written into nodes that stay. */
export function createSlot(row: HTMLElement) {
  const texts = CELLS.map((name) => ({ name, node: textIn(row, name), shown: '' }))
  let shown: RingEntry | undefined
  let textOf: Look['textOf'] | undefined
  let index = -1

  const place = (at: number) => {
    if (at === index) return
    index = at
    row.dataset['index'] = String(at)
    row.ariaRowIndex = String(at + 2)
  }
  const write = (entry: Extract<RingEntry, { kind: 'event' }>, look: Look) => {
    const { event } = entry
    const words = {
      ...look.textOf(event),
      type: event.type,
      severity: look.severityOf(event),
      recovered: look.markOf(entry),
    }
    for (const text of texts) {
      const next = words[text.name]
      if (next === text.shown) continue
      text.shown = next
      text.node.data = next
    }
    setData(row, 'severity', event.severity)
  }
  return {
    fill: (at: number, entry: RingEntry | undefined, look: Look) => {
      const isHidden = entry === undefined
      if (row.hidden !== isHidden) row.hidden = isHidden
      row.toggleAttribute('data-gap', entry?.kind === 'gap')
      place(at)
      if (entry?.kind !== 'event') {
        shown = undefined
        return
      }
      if (entry !== shown || look.textOf !== textOf) write(entry, look)
      shown = entry
      textOf = look.textOf
      setData(row, 'selected', String(entry.cursor === look.selected))
      row.ariaSelected = String(entry.cursor === look.selected)
      setData(row, 'active', String(at === look.active))
    },
  }
}

function setData(row: HTMLElement, name: string, value: string): void {
  if (row.dataset[name] !== value) row.dataset[name] = value
}

function textIn(row: HTMLElement, name: string): Text {
  const text = row.ownerDocument.createTextNode('')
  row.querySelector(`[data-cell="${name}"]`)?.replaceChildren(text)
  return text
}
