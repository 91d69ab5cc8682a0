import type uPlot from 'uplot'
import type { Palette } from './palette.ts'
import { type ChartMark, type ChartSeries, findGaps } from './series.ts'

const HATCH_STEP_PX = 6

/** Hatches where nobody looked; never a line drawn through unseen time. */
export const hatchGaps = (series: readonly ChartSeries[], palette: Palette): uPlot.Plugin => ({
  hooks: {
    drawAxes: (plot) => {
      const times = plot.data[0]
      for (const [from, to] of findGaps(series, times.length)) {
        const left = plot.valToPos(times[from] ?? 0, 'x', true)
        const right = plot.valToPos(times[to] ?? 0, 'x', true)
        if (right - left > 1) hatch(plot, left, right, palette)
      }
    },
  },
})

/** A dashed line at a limit, across the whole chart. */
export const drawLimit = (limit: number | undefined, palette: Palette): uPlot.Plugin => ({
  hooks: {
    drawSeries: (plot, index) => {
      if (limit === undefined || index !== 1) return
      const y = Math.round(plot.valToPos(limit, 'y', true)) + 0.5
      const { left, width, top } = plot.bbox
      if (y < top) return
      withContext(plot, (context) => {
        context.strokeStyle = palette['--warn-mark']
        context.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio])
        line(context, left, y, left + width, y)
      })
    },
  },
})

/** Vertical dotted lines with a small flag at the top. */
export const drawMarks = (marks: readonly ChartMark[], palette: Palette): uPlot.Plugin => ({
  hooks: {
    draw: (plot) => {
      const { left, width, top, height } = plot.bbox
      withContext(plot, (context) => {
        for (const mark of marks) {
          const x = Math.round(plot.valToPos(mark.at / 1_000, 'x', true)) + 0.5
          if (x < left || x > left + width) continue
          context.strokeStyle = colourOf(mark, palette)
          context.fillStyle = colourOf(mark, palette)
          context.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio])
          line(context, x, top, x, top + height)
          flag(context, x, top)
        }
      })
    },
  },
})

function colourOf(mark: ChartMark, palette: Palette): string {
  switch (mark.tone) {
    case 'bad':
      return palette['--bad-mark']
    case 'warn':
      return palette['--warn-mark']
    case 'info':
      return palette['--info-mark']
    case 'accent':
      return palette['--accent']
  }
}

function hatch(plot: uPlot, left: number, right: number, palette: Palette): void {
  const { top, height } = plot.bbox
  const step = HATCH_STEP_PX * devicePixelRatio
  withContext(plot, (context) => {
    context.beginPath()
    context.rect(left, top, right - left, height)
    context.clip()
    context.globalAlpha = 0.35
    context.strokeStyle = palette['--stale-mark']
    for (let x = left - height; x < right; x += step) line(context, x, top + height, x + height, top)
  })
}

function withContext(plot: uPlot, draw: (context: CanvasRenderingContext2D) => void): void {
  plot.ctx.save()
  plot.ctx.lineWidth = devicePixelRatio
  draw(plot.ctx)
  plot.ctx.restore()
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}

function flag(context: CanvasRenderingContext2D, x: number, top: number): void {
  const size = 4 * devicePixelRatio
  context.beginPath()
  context.moveTo(x - size, top - size)
  context.lineTo(x + size, top - size)
  context.lineTo(x, top)
  context.fill()
}
