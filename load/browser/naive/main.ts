import { createElement, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

/** A list written as one first would: state per event, every row in the document, newest on top. */
const ROWS = 1_000

interface Row {
  readonly cursor: string
  readonly event: {
    readonly time: string
    readonly module: string
    readonly type: string
    readonly data: { summary: string }
  }
}

function List() {
  const [rows, setRows] = useState<readonly Row[]>([])
  useEffect(() => {
    const socket = new WebSocket(`ws://${location.host}/api/v1/stream`, ['nobet.v1'])
    socket.onopen = () => socket.send(JSON.stringify({ op: 'hello', topics: ['*'] }))
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const frame = JSON.parse(data) as { op: string; events?: readonly Row[] } // the bench's own panel sends it
      for (const row of frame.events ?? []) setRows((before) => [row, ...before].slice(0, ROWS))
    }
    return () => socket.close()
  }, [])
  return createElement('main', null, rows.map(drawRow))
}

const drawRow = ({ cursor, event }: Row) =>
  createElement(
    'div',
    { key: cursor, 'data-row': '' },
    createElement('time', null, new Date(event.time).toLocaleTimeString()),
    createElement('span', null, event.module),
    createElement('span', null, event.type),
    createElement('span', null, event.data.summary),
  )

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(createElement(List))
