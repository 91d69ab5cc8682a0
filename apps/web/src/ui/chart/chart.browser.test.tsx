import { act, type ReactElement } from 'react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import '../tokens.css'
import '../base.css'
import { ChartPanel } from './ChartPanel.tsx'
import { ComposedChart } from './ComposedChart.tsx'
import type { ChartSeries, TimeSpan } from './series.ts'
import { renderChart } from '../../testing/renderChart.tsx'
import { TimeSeries, type TimeSeriesProps } from './TimeSeries.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const STEP = 10_000
const START = Date.UTC(2026, 10, 22, 11)
const times = Array.from({ length: 61 }, (_, index) => START + index * STEP)
const range = { from: START, to: START + 60 * STEP }
const p50: ChartSeries = { id: 'p50', label: 'p50', tone: 'q50', values: times.map((_, index) => 100 + index) }
const p99: ChartSeries = { id: 'p99', label: 'p99', tone: 'q99', values: times.map((_, index) => 400 + index) }
const base: TimeSeriesProps = { label: 'Latency of FinBot', times, series: [p50, p99], range, unit: 'ms', stepMs: STEP }

type OnRange = (span: TimeSpan | undefined) => void
type Chart = Awaited<ReturnType<typeof renderChart>>
const open: Chart[] = []
const render = async (chart: ReactElement) => {
  const rendered = await renderChart(chart, range.to)
  open.push(rendered)
  return rendered
}
// The library is large: no test should wait for its first coming.
beforeAll(async () => void (await import('./ComposedPlot.tsx')))
beforeEach(() => {
  document.documentElement.dataset['link'] = 'live'
})
afterEach(async () => {
  for (const chart of open.splice(0)) await chart.unmount()
})

const click = (element: HTMLElement, init: MouseEventInit = {}) =>
  act(async () => void element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init })))
const press = (element: HTMLElement, key: string, init: KeyboardEventInit = {}) =>
  act(
    async () =>
      void element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })),
  )
const entries = ({ host }: Chart) => [...host.querySelectorAll<HTMLButtonElement>('figure li button')]
const slider = (chart: Chart) => chart.find<HTMLInputElement>('input[type=range]')
const inkOf = ({ find }: Chart) => {
  const canvas = find<HTMLCanvasElement>('[data-plot] canvas')
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
  return { columns: inkedColumns(data, canvas.width), width: canvas.width }
}

/** Columns of the canvas in which anything is drawn. */
function inkedColumns(data: ArrayLike<number>, width: number): Set<number> {
  const columns = new Set<number>()
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 40) columns.add(((at - 3) / 4) % width)
  return columns
}

describe('the legend', () => {
  test('switches a series off and on, and the axis follows what is left', async () => {
    const chart = await render(<TimeSeries {...base} />)
    expect(chart.host.textContent).toContain('500 ms')
    const [, second] = entries(chart)
    if (second === undefined) throw new Error('no second entry')
    await click(second)
    expect(second.getAttribute('aria-pressed')).toBe('false')
    expect(chart.host.textContent).not.toContain('500 ms')
    await click(second)
    expect(second.getAttribute('aria-pressed')).toBe('true')
    expect(chart.host.textContent).toContain('500 ms')
  })

  test('leaves one alone with Shift, and all again', async () => {
    const chart = await render(<TimeSeries {...base} />)
    const pressed = () => entries(chart).map((each) => each.getAttribute('aria-pressed'))
    const [first] = entries(chart)
    if (first === undefined) throw new Error('no entry')
    await click(first, { shiftKey: true })
    expect(pressed()).toEqual(['true', 'false'])
    await click(first, { shiftKey: true })
    expect(pressed()).toEqual(['true', 'true'])
  })

  test('shows the last observed figure, dimmed when it is not the newest', async () => {
    const cut = { ...p50, values: p50.values.map((value, index) => (index > 50 ? null : value)) }
    const chart = await render(<TimeSeries {...base} series={[cut, p99]} />)
    const [first] = entries(chart)
    expect(first?.textContent).toContain('150 ms')
    expect(first?.querySelector('b')?.dataset['past']).toBe('true')
  })
})

describe('a range', () => {
  const pointer = (element: HTMLElement, type: string, share: number) => {
    const box = element.getBoundingClientRect()
    const clientX = box.left + box.width * share
    return act(
      async () =>
        void element.dispatchEvent(
          new PointerEvent(type, {
            clientX,
            clientY: box.top + 20,
            pointerId: 1,
            button: 0,
            bubbles: true,
            cancelable: true,
          }),
        ),
    )
  }
  const overOf = (chart: Chart) => {
    const over = slider(chart).parentElement
    if (over === null) throw new Error('the slider lies nowhere')
    over.setPointerCapture = () => {}
    return over
  }

  test('is chosen by dragging over the drawing', async () => {
    const onRange = vi.fn<OnRange>()
    const chart = await render(<TimeSeries {...base} onRange={onRange} />)
    const over = overOf(chart)
    await pointer(over, 'pointerdown', 0.25)
    await pointer(over, 'pointermove', 0.75)
    await pointer(over, 'pointerup', 0.75)
    const span = onRange.mock.calls[0]?.[0]
    expect(span?.from).toBeCloseTo(START + 15 * STEP, -3)
    expect(span?.to).toBeCloseTo(START + 45 * STEP, -3)
  })

  test('is not chosen by a click, and given up by a double click or Escape', async () => {
    const onRange = vi.fn<OnRange>()
    const chart = await render(<TimeSeries {...base} onRange={onRange} />)
    const over = overOf(chart)
    await pointer(over, 'pointerdown', 0.5)
    await pointer(over, 'pointerup', 0.5)
    expect(onRange).not.toHaveBeenCalled()
    await act(async () => void over.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })))
    await press(slider(chart), 'Escape')
    expect(onRange.mock.calls).toEqual([[undefined], [undefined]])
  })

  test('is chosen by keys: Shift with arrows, then Enter', async () => {
    const onRange = vi.fn<OnRange>()
    const chart = await render(<TimeSeries {...base} onRange={onRange} />)
    await press(slider(chart), 'ArrowLeft', { shiftKey: true })
    await press(slider(chart), 'ArrowLeft', { shiftKey: true })
    await press(slider(chart), 'ArrowLeft', { shiftKey: true })
    await press(slider(chart), 'Enter')
    expect(onRange).toHaveBeenCalledWith({ from: START + 57 * STEP, to: START + 60 * STEP })
  })

  test('is halved and doubled by plus and minus, and Escape first drops what was being chosen', async () => {
    const onRange = vi.fn<OnRange>()
    const chart = await render(<TimeSeries {...base} onRange={onRange} />)
    await press(slider(chart), 'ArrowLeft', { shiftKey: true })
    await press(slider(chart), 'Escape')
    expect(onRange).not.toHaveBeenCalled()
    await press(slider(chart), '+')
    const span = onRange.mock.calls[0]?.[0]
    expect((span?.to ?? 0) - (span?.from ?? 0)).toBe(30 * STEP)
  })
})

test('the slider tells every series at its point, and all charts of a group show it', async () => {
  const chart = await render(
    <>
      <TimeSeries {...base} syncKey="group" />
      <TimeSeries {...base} label="Another" syncKey="group" />
    </>,
  )
  const input = slider(chart)
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '30')
    input.dispatchEvent(new Event('input', { bubbles: true }))
  })
  expect(input.getAttribute('aria-valuetext')).toBe('12:05:00 UTC+1, p50 130 ms, p99 430 ms')
  for (const figure of chart.host.querySelectorAll('figure')) expect(figure.textContent).toContain('430 ms')
})

describe('time that nobody observed', () => {
  test('is hatched and no line is drawn through it', async () => {
    const kept = times.filter((_, index) => index <= 20 || index >= 40)
    const values = kept.map((_, index) => 100 + index)
    const chart = await render(<TimeSeries {...base} times={kept} series={[{ ...p50, values }]} />)
    const gap = chart.find('[data-gap]')
    expect(Number.parseFloat(gap.style.left)).toBeCloseTo(100 / 3, 0)
    expect(Number.parseFloat(gap.style.width)).toBeCloseTo(100 / 3, 0)
    await chart.until(() => expect(inkOf(chart).columns.size).toBeGreaterThan(0))
    const { columns, width } = inkOf(chart)
    const inside = [...columns].filter((column) => column > width * 0.35 && column < width * 0.65)
    expect(inside).toEqual([])
  })

  test('leaves a lone observation visible as a dot', async () => {
    const values = times.map((_, index) => (index === 30 ? 120 : null))
    const chart = await render(<TimeSeries {...base} series={[{ ...p50, values }]} />)
    await chart.until(() => {
      const { columns, width } = inkOf(chart)
      expect([...columns].some((column) => Math.abs(column - width / 2) < 4)).toBe(true)
    })
  })

  test('is said to whoever does not see it', async () => {
    const kept = times.filter((_, index) => index <= 20 || index >= 40)
    const values = kept.map(() => 7)
    const chart = await render(<TimeSeries {...base} times={kept} series={[{ ...p50, values }]} />)
    const text = document.getElementById(chart.find('figure').getAttribute('aria-describedby') ?? '')?.textContent
    expect(text).toBe('p50: last 7 ms, lowest 7 ms, highest 7 ms, steady. 1 stretch was not observed.')
  })
})

test('the table holds the figures of the chart, newest first', async () => {
  const chart = await render(<TimeSeries {...base} />)
  const details = chart.find<HTMLDetailsElement>('details')
  await act(async () => {
    details.open = true
  })
  await chart.until(() => expect(chart.host.querySelectorAll('tbody tr')).toHaveLength(61))
  const rows = [...chart.host.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  )
  expect(rows[0]).toEqual(['12:10:00', '160 ms', '460 ms'])
  expect(rows.at(-1)).toEqual(['12:00:00', '100 ms', '400 ms'])
})

test('both files are saved under the chart and its range', async () => {
  const saved: { name: string; type: string; size: number }[] = []
  const blobs = new Map<string, Blob>()
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = `blob:${blobs.size}`
    if (blob instanceof Blob) blobs.set(url, blob)
    return url
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const blob = blobs.get(this.href)
    saved.push({ name: this.download, type: blob?.type ?? '', size: blob?.size ?? 0 })
  })
  const chart = await render(<TimeSeries {...base} title="Gecikme, p99 ısı" />)
  const choose = async (index: number) => {
    await act(async () => chart.find('button[aria-haspopup=menu]').click())
    await chart.until(() => expect(chart.host.querySelectorAll('[role=menuitem]')).toHaveLength(2))
    await act(async () => chart.host.querySelectorAll<HTMLElement>('[role=menuitem]')[index]?.click())
  }
  await choose(1)
  await choose(0)
  await chart.until(() => expect(saved).toHaveLength(2))
  const name = 'nobet-gecikme-p99-isi-20261122T110000Z-20261122T111000Z'
  expect(saved.map((file) => file.name)).toEqual([`${name}.csv`, `${name}.png`])
  expect(saved[1]?.type).toBe('image/png')
  expect(saved[1]?.size).toBeGreaterThan(2_000)
  vi.restoreAllMocks()
})

describe('old figures', () => {
  const inPanel = (since: string | null, cut = 40) => (
    <ChartPanel
      title="Latency"
      state={{ kind: 'ready' }}
      {...(since === null ? {} : { provenance: { kind: 'stale', since } })}
    >
      <TimeSeries
        {...base}
        times={times.slice(0, cut)}
        series={[p50, p99].map((one) => ({ ...one, values: one.values.slice(0, cut) }))}
      />
    </ChartPanel>
  )

  test('lose their colour, and what came after them is hatched', async () => {
    const chart = await render(inPanel(new Date(START + 39 * STEP).toISOString()))
    expect(getComputedStyle(chart.find('[data-plot]')).filter).toContain('grayscale(1)')
    expect(Number.parseFloat(chart.find('[data-gap]').style.left)).toBeCloseTo(65, 0)
  })

  test('are hatched at once, also before the next point is due', async () => {
    const chart = await render(inPanel(new Date(START + 59 * STEP).toISOString(), 60))
    expect(Number.parseFloat(chart.find('[data-gap]').style.left)).toBeGreaterThan(95)
  })

  test('that are not old keep it', async () => {
    const chart = await render(inPanel(null, 61))
    expect(getComputedStyle(chart.find('[data-plot]')).filter).toBe('none')
    expect(chart.host.querySelector('[data-gap]')).toBeNull()
  })
})

test('an exemplar opens its trace by click, and the arrow keys go from one to the next', async () => {
  const onExemplar = vi.fn<(traceId: string) => void>()
  const exemplars = [10, 30, 50].map((index) => ({ at: START + index * STEP, value: 300, traceId: `t${index}` }))
  const chart = await render(<TimeSeries {...base} exemplars={exemplars} onExemplar={onExemplar} />)
  const dots = [...chart.host.querySelectorAll<HTMLButtonElement>('[role=toolbar] button')]
  expect(dots.map((dot) => dot.tabIndex)).toEqual([0, -1, -1])
  expect(dots[0]?.getAttribute('aria-label')).toBe('Open the trace of 300 ms at 12:01:40')
  dots[0]?.focus()
  await press(chart.find('[role=toolbar]'), 'ArrowRight')
  expect(document.activeElement).toBe(dots[1])
  await act(async () => dots[1]?.click())
  expect(onExemplar).toHaveBeenCalledExactlyOnceWith('t30')
})

test('marks that would cover each other stand together, in the tone of the worst', async () => {
  const annotations = [
    { at: START + 10 * STEP, kind: 'sync', label: 'synced' },
    { at: START + 10 * STEP + 500, kind: 'alert', label: 'slow' },
    { at: START + 40 * STEP, kind: 'ttl', label: '300 s → 60 s' },
    { at: START - STEP, kind: 'ttl', label: 'before the range' },
  ] as const
  const chart = await render(<TimeSeries {...base} annotations={annotations} />)
  const marks = [...chart.host.querySelectorAll<HTMLElement>('[data-tone][data-side]')]
  expect(marks.map((mark) => mark.dataset['tone'])).toEqual(['bad', 'accent'])
  expect(marks[0]?.querySelector('button')?.getAttribute('aria-label')).toContain('12:01:40 alert: slow')
})

test('new figures and a moved range reach the drawing without building it anew', async () => {
  const chart = await render(<TimeSeries {...base} />)
  const canvas = chart.find('[data-plot] canvas')
  await chart.show(
    <TimeSeries
      {...base}
      times={times.map((time) => time + STEP)}
      range={{ from: range.from + STEP, to: range.to + STEP }}
      series={[p50, p99].map((one) => ({ ...one, values: one.values.map((value) => (value ?? 0) * 10) }))}
    />,
  )
  expect(chart.find('[data-plot] canvas')).toBe(canvas)
  expect(chart.host.textContent).toContain('4.60 s')
})

test('nothing of a chart moves by itself', async () => {
  const bars = [{ ...p50, look: 'bar' as const, stack: 'a' }]
  const chart = await render(
    <>
      <TimeSeries {...base} />
      <ComposedChart {...base} series={bars} />
    </>,
  )
  await chart.until(() => expect(chart.host.querySelectorAll('[data-plot] svg path').length).toBeGreaterThan(50))
  const running = document
    .getAnimations()
    .filter(({ effect }) => effect instanceof KeyframeEffect && chart.host.contains(effect.target))
  expect(running).toEqual([])
})

test('bars by name stand on the same axes, and have no range to choose', async () => {
  const onRange = vi.fn<OnRange>()
  const left: ChartSeries = { id: 'left', label: 'left', tone: 'c3', look: 'bar', values: [0.82, 0.14] }
  const chart = await render(
    <ComposedChart label="Budget" names={['FinBot', 'MuBot']} series={[left]} unit="ratio" onRange={onRange} />,
  )
  await chart.until(() => expect(chart.host.querySelectorAll('[data-plot] svg path')).toHaveLength(2))
  expect(chart.host.textContent).toContain('100 %')
  expect(chart.host.textContent).toContain('MuBot')
  await press(slider(chart), 'Escape')
  expect(onRange).not.toHaveBeenCalled()
})

test.each([
  ['loading', { kind: 'loading' }, 'Loading'],
  ['empty', { kind: 'empty', title: 'No calls' }, 'No calls'],
  ['error', { kind: 'error', title: 'Prometheus answered 503', message: 'timed out' }, 'timed out'],
  [
    'not configured',
    { kind: 'not_configured', title: 'None', configKey: 'NOBET_PROMETHEUS_URL' },
    'NOBET_PROMETHEUS_URL',
  ],
  ['forbidden', { kind: 'forbidden', title: 'No', role: 'viewer', need: 'operator' }, 'operator'],
] as const)('a panel that is %s is as high as one with its chart', async (_, state, text) => {
  const chart = await render(
    <>
      <ChartPanel title="Ready" state={{ kind: 'ready' }}>
        <TimeSeries {...base} />
      </ChartPanel>
      <ChartPanel title="Other" state={state}>
        <TimeSeries {...base} />
      </ChartPanel>
    </>,
  )
  const [ready, other] = [...chart.host.querySelectorAll('section')].map(
    (section) => section.getBoundingClientRect().height,
  )
  expect(Math.abs((ready ?? 0) - (other ?? 0))).toBeLessThanOrEqual(4)
  expect(chart.host.textContent).toContain(text)
})
