import { toShare } from '../axis/xScale.ts'
import { readPalette, type Palette } from '../palette.ts'
import { clusterMarks, toneOfCluster } from '../room/Annotations.tsx'
import { type AxisLabel, toValueLabels } from '../room/Axes.tsx'
import { mergeGaps, toHeight } from '../room/Marks.tsx'
import type { ChartModel } from '../room/useChartModel.ts'
import type { AnnotationKind, AnnotationTone, ChartAnnotation, ChartThreshold } from '../series.ts'

/** Pixels of the picture for each of the page: sharp on paper too. */
const SCALE = 2
const LEFT_PX = 56
const RIGHT_PX = 16
const BOTTOM_PX = 28
const ROW_PX = 18
const HATCH_PX = 6

export interface PictureInput {
  readonly title: string
  /** Range and zone, in words. */
  readonly note: string
  readonly model: ChartModel
  readonly timeLabels: readonly AxisLabel[]
  readonly thresholds: readonly ChartThreshold[]
  readonly annotations: readonly ChartAnnotation[]
  readonly kindWord: (kind: AnnotationKind) => string
  /** What drew the series: a canvas or an SVG. */
  readonly drawing: Element
}

interface Frame {
  readonly context: CanvasRenderingContext2D
  readonly palette: Palette
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The chart as a picture in the theme in force: title, legend, axes, marks and series. Throws when it cannot be made. */
export async function toPng(input: PictureInput): Promise<Blob> {
  const { width, height } = input.drawing.getBoundingClientRect()
  const legend = layOutLegend(input.model, width)
  const top = 2 * ROW_PX + legend.rows * ROW_PX + 24
  const canvas = document.createElement('canvas')
  canvas.width = (LEFT_PX + width + RIGHT_PX) * SCALE
  canvas.height = (top + height + BOTTOM_PX) * SCALE
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser gives no canvas')
  context.scale(SCALE, SCALE)
  const frame = { context, palette: readPalette(), left: LEFT_PX, top, width, height }
  context.fillStyle = frame.palette['--surface-1']
  context.fillRect(0, 0, canvas.width, canvas.height)
  drawHead(frame, input, legend.places)
  drawAxes(frame, input)
  drawGaps(frame, input.model)
  context.drawImage(await toImage(input.drawing), frame.left, top, width, height)
  drawThresholds(frame, input)
  drawMarks(frame, input)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('the picture is empty')) : resolve(blob)), 'image/png')
  })
}

/** A canvas is an image already; an SVG becomes one by its text. */
async function toImage(drawing: Element): Promise<CanvasImageSource> {
  if (drawing instanceof HTMLCanvasElement) return drawing
  const text = new XMLSerializer().serializeToString(drawing)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  return image
}

function layOutLegend({ shown }: ChartModel, width: number) {
  let x = 0
  let row = 0
  const places = shown.map((one) => {
    const needed = 30 + one.label.length * 6.5
    if (x > 0 && x + needed > width) {
      x = 0
      row += 1
    }
    const place = { one, x, row }
    x += needed
    return place
  })
  return { places, rows: row + 1 }
}

function drawHead(
  { context, palette, left }: Frame,
  { title, note }: PictureInput,
  places: ReturnType<typeof layOutLegend>['places'],
) {
  context.textBaseline = 'middle'
  context.fillStyle = palette['--text-1']
  context.font = `600 13px ${palette['--font-ui']}`
  context.fillText(title, 16, ROW_PX)
  context.fillStyle = palette['--axis']
  context.font = `11px ${palette['--font-ui']}`
  context.fillText(note, 16, 2 * ROW_PX)
  for (const { one, x, row } of places) {
    const y = (3 + row) * ROW_PX
    context.strokeStyle = palette[`--${one.tone}`]
    context.lineWidth = 2
    line(context, left + x, y, left + x + 14, y, one.dash)
    context.fillText(one.label, left + x + 20, y)
  }
}

function drawAxes({ context, palette, left, top, width, height }: Frame, { model, timeLabels }: PictureInput) {
  context.lineWidth = 1
  context.strokeStyle = palette['--grid']
  context.fillStyle = palette['--axis']
  context.textAlign = 'right'
  for (const { share, text } of toValueLabels(model)) {
    const y = top + height * (1 - share)
    line(context, left, y, left + width, y)
    context.fillText(text, left - 6, y)
  }
  context.textAlign = 'center'
  for (const { share, text } of timeLabels) context.fillText(text, left + share * width, top + height + 14)
  context.textAlign = 'left'
}

function drawGaps({ context, palette, left, top, width, height }: Frame, model: ChartModel) {
  for (const { from, to } of mergeGaps(model)) {
    context.save()
    context.beginPath()
    context.rect(left + from * width, top, (to - from) * width, height)
    context.clip()
    context.globalAlpha = 0.4
    context.strokeStyle = palette['--stale-mark']
    for (let x = left + from * width - height; x < left + to * width; x += HATCH_PX)
      line(context, x, top + height, x + height, top)
    context.restore()
  }
}

function drawThresholds({ context, palette, left, top, width, height }: Frame, { model, thresholds }: PictureInput) {
  for (const { value, label, tone = 'warn' } of thresholds) {
    const y = top + height * (1 - toHeight(model, value))
    context.strokeStyle = palette[`--${tone}-mark`]
    line(context, left, y, left + width, y, [6, 4])
    const text = `${label} ${model.unit.value(value)}`
    const room = context.measureText(text).width + 8
    context.fillStyle = palette['--surface-1']
    context.fillRect(left + width - room, y - 16, room, 14)
    context.fillStyle = palette['--axis']
    context.textAlign = 'right'
    context.fillText(text, left + width - 4, y - 9)
    context.textAlign = 'left'
  }
}

function drawMarks(
  { context, palette, left, top, width, height }: Frame,
  { model, annotations, kindWord }: PictureInput,
) {
  for (const cluster of clusterMarks(annotations, model, width)) {
    const x = left + toShare(model.scale, cluster.at) * width
    context.strokeStyle = colourOf(toneOfCluster(cluster), palette)
    line(context, x, top - 6, x, top + height, [2, 3])
    const [first] = cluster.items
    context.fillStyle = palette['--axis']
    if (first !== undefined)
      context.fillText(cluster.items.length > 1 ? String(cluster.items.length) : kindWord(first.kind), x + 3, top - 10)
  }
}

const colourOf = (tone: AnnotationTone, palette: Palette): string =>
  tone === 'accent' ? palette['--accent'] : palette[`--${tone}-mark`]

function line(
  context: CanvasRenderingContext2D,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  dash: readonly number[] = [],
) {
  context.beginPath()
  context.setLineDash([...dash])
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
  context.setLineDash([])
}
