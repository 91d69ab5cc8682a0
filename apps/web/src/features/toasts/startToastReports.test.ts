import type { ToastReport } from '@nobet/contracts'
import { emptyToasts, type Toast } from '@nobet/domain/toasts'
import { expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { startToastReports } from './startToastReports.ts'
import type { Payload } from './toNotice.ts'

const toast = (key: string, severity: Toast<Payload>['severity'] = 'warning'): Toast<Payload> => ({
  key,
  shape: 'single',
  notice: { key, kind: 'module', severity, status: 'raised', at: 0, payload: { kind: 'link', link: 'offline' } },
  severity,
  status: 'raised',
  count: 1,
  members: [],
  beyond: 0,
  firstAt: 0,
  lastAt: 0,
  remainingMs: null,
})

function setUp(...shown: Toast<Payload>[]) {
  const store = createStore(() => ({ ...emptyToasts<Payload>(), toasts: shown }))
  const sent: ToastReport['toasts'][] = []
  const server = { takes: true }
  let due: (() => void) | undefined
  let hide = () => {}
  const stop = startToastReports({
    store,
    async send({ toasts }) {
      sent.push(toasts)
      return server.takes
    },
    delay(run) {
      due = run
      return () => (due = undefined)
    },
    random: () => 0,
    onHidden(run) {
      hide = run
      return () => {}
    },
  })
  return {
    sent,
    server,
    stop,
    show: (...toasts: Toast<Payload>[]) => store.setState({ toasts }),
    due: () => due,
    pass: () => due?.(),
    hide: () => hide(),
  }
}

const one = (count: number, severity: Toast<Payload>['severity'] = 'warning') => ({ kind: 'module', severity, count })

it('counts each toast that comes up once, also those from before it began, in one report', () => {
  const { show, pass, sent } = setUp(toast('a'))
  show(toast('a'), toast('b'))
  show({ ...toast('a'), count: 2 }, toast('b'))
  show(toast('b'), toast('c', 'critical'))
  expect(sent).toEqual([])
  pass()
  expect(sent).toEqual([[one(2), one(1, 'critical')]])
})

it('counts a storm as one, and only what came on screen', () => {
  const { pass, sent } = setUp({ ...toast('s'), shape: 'storm' }, toast('a'), toast('b'), toast('c'), toast('d'))
  pass()
  expect(sent).toEqual([[{ kind: 'storm', severity: 'warning', count: 1 }, one(2)]])
})

it('is silent where nothing comes up', () => {
  const { due, hide, sent } = setUp()
  expect(due()).toBeUndefined()
  hide()
  expect(sent).toEqual([])
})

it('reports again what the server did not take, with what came since', async () => {
  const { server, show, pass, sent, due } = setUp(toast('a'))
  server.takes = false
  pass()
  await vi.waitFor(() => expect(due()).toBeDefined())
  show(toast('a'), toast('b'))
  server.takes = true
  pass()
  expect(sent).toEqual([[one(1)], [one(2)]])
})

it('reports at once when the page is left, and no more once it is stopped', () => {
  const { hide, sent, stop, show, due } = setUp(toast('a'))
  hide()
  expect(sent).toEqual([[one(1)]])
  show(toast('a'), toast('b'))
  stop()
  expect(due()).toBeUndefined()
})
