import { createThrottle } from './createThrottle.ts'
import type { EventsView } from './eventsView.ts'
import { createSlot, type Look, type Slot } from './slot.ts'

/** Two paintings are at least so far apart: at full stream every other frame, which no eye can tell. */
const APART_MS = 25

interface Deps {
  readonly view: EventsView
  readonly now: () => number
  /** Before the next paint; the answer cancels. */
  readonly onFrame: (run: () => void) => () => void
}

/** What is on screen: the row elements in the order of their slots, and which row the first of them shows. */
export interface Stage {
  readonly rows: readonly HTMLElement[]
  /** Holds the rows in its flow: rows that were positioned would each be painted by themselves. */
  readonly box: HTMLElement
  readonly spacer: HTMLElement
  readonly grid: HTMLElement
  readonly first: number
}

/** Fills the rows on screen from the view, without React: the cost is that of the texts that differ. */
export function createRowPainter({ view, now, onFrame }: Deps) {
  let stage: Stage | undefined
  let look: Look | undefined
  let slots: Slot[] = []
  let counted = -1
  let rowPx = 0
  let top = 0

  const paint = () => {
    if (stage === undefined || look === undefined) return
    const { first } = stage
    stretch(stage, look)
    move(stage.box, first * look.rowPx)
    for (const offset of slots.keys()) {
      const index = first + offset
      slots[offset]?.fill(index, view.rowAt(index), look)
    }
  }
  const stretch = ({ spacer, grid }: Stage, { rowPx: wanted }: Look) => {
    const count = view.rowCount()
    if (count === counted && wanted === rowPx) return
    counted = count
    rowPx = wanted
    spacer.style.height = `${count * wanted}px`
    grid.ariaRowCount = String(count + 1)
  }
  const move = (box: HTMLElement, px: number) => {
    if (px === top) return
    top = px
    box.style.top = `${px}px`
  }
  const throttle = createThrottle({ now, delay: onFrame }, APART_MS, paint)

  return {
    show: (next: Stage, nextLook: Look) => {
      if (next.rows.length !== slots.length || next.rows[0] !== stage?.rows[0]) slots = next.rows.map(createSlot)
      stage = next
      look = nextLook
      paint()
    },
    /** The view has changed: paints at once, or with one of the next frames. */
    renew: throttle.run,
    stop: throttle.stop,
  }
}
