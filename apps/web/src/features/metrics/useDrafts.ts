import { useState } from 'react'
import { type MetricsSearch, QUERIES_MAX } from './search.ts'
import type { SearchChange } from './useMetricsSearch.ts'

/** One query as it is being written. */
export interface Draft {
  readonly id: number
  readonly text: string
  readonly on: boolean
}

export type Drafts = ReturnType<typeof useDrafts>

/** The queries as they are being written; another address (Back, a link, the history) puts its own in their place. */
export function useDrafts({ q = [], off = [] }: MetricsSearch) {
  const key = JSON.stringify([q, off])
  const [state, setState] = useState(() => ({ key, rows: toRows(q, off, 0) }))
  const current = state.key === key ? state : { key, rows: keepIds(toRows(q, off, nextId(state.rows)), state.rows) }
  if (current !== state) setState(current)
  const { rows } = current
  const change = (next: readonly Draft[]) => setState({ key, rows: next })
  const written = rows.filter(({ text }) => text.trim() !== '')
  const wanted = { q: written.map(({ text }) => text), off: written.flatMap(({ on }, at) => (on ? [] : [at])) }
  return {
    rows,
    /** What is written is not what was last asked. */
    changed: JSON.stringify([wanted.q, wanted.off]) !== key,
    canAdd: rows.length < QUERIES_MAX,
    setText: (id: number, text: string) => change(rows.map((row) => (row.id === id ? { ...row, text } : row))),
    add: (text: string) => rows.length < QUERIES_MAX && change([...rows, { id: nextId(rows), text, on: true }]),
    /** Puts an older query into the first empty row, else into a new one, else in place of the last. */
    takeUp: (text: string) => {
      const empty = rows.find((row) => row.text.trim() === '')
      if (empty === undefined && rows.length < QUERIES_MAX)
        return change([...rows, { id: nextId(rows), text, on: true }])
      const into = empty?.id ?? rows.at(-1)?.id
      change(rows.map((row) => (row.id === into ? { ...row, text, on: true } : row)))
    },
    /** The rows as the address says them; with one of them changed or left out when `change` says so. */
    toSearch: (edit: (rows: readonly Draft[]) => readonly Draft[] = (same) => same): SearchChange => {
      const kept = edit(rows).filter(({ text }) => text.trim() !== '')
      const places = kept.flatMap(({ on }, at) => (on ? [] : [at]))
      return {
        q: kept.length === 0 ? undefined : kept.map(({ text }) => text),
        off: places.length === 0 ? undefined : places,
      }
    },
    drop: (id: number) =>
      change(rows.length === 1 ? [{ id: nextId(rows), text: '', on: true }] : rows.filter((row) => row.id !== id)),
  }
}

function toRows(q: readonly string[], off: readonly number[], from: number): readonly Draft[] {
  const texts = q.length === 0 ? [''] : q
  return texts.map((text, at) => ({ id: from + at, text, on: !off.includes(at) }))
}

/** A row whose text stands at the same place stays itself: its editor keeps focus and caret. */
const keepIds = (rows: readonly Draft[], before: readonly Draft[]): readonly Draft[] =>
  rows.map((row, at) => (before[at]?.text === row.text ? { ...row, id: before[at].id } : row))

const nextId = (rows: readonly Draft[]): number => Math.max(-1, ...rows.map(({ id }) => id)) + 1
