import { useEffect, useLayoutEffect, useRef } from 'react'
import { useApi } from '../../../api/ApiContext.tsx'
import type { FieldProps } from './ExprField.tsx'
import styles from './ExprField.module.css'
import { createPromqlEditor, type PromqlEditor } from './promqlSetup.ts'
import { toOffset } from './toOffset.ts'

const NEVER = new AbortController().signal

/** The editor with colours, completion and faults in place. Takes over text and caret of the plain field. */
export function RichEditor({ label, text, fault, caret, onChange, onRun }: FieldProps) {
  const api = useApi()
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<PromqlEditor>(undefined)
  const latest = useRef({ text, fault, onChange, onRun })
  useLayoutEffect(() => {
    latest.current = { text, fault, onChange, onRun }
  })
  useEffect(() => {
    if (host.current === null) return
    const made = createPromqlEditor(
      host.current,
      {
        url: '/api/prometheus',
        fetch: (path, init) => api.send(path, { ...init, signal: init?.signal ?? NEVER }),
      },
      {
        label,
        text: latest.current.text,
        onChange: (changed) => latest.current.onChange(changed),
        onRun: () => latest.current.onRun(),
        readUpstream: () => {
          const { fault: found } = latest.current
          return found && { text: found.of, message: found.message, from: toOffset(found.of, found.place) }
        },
      },
    )
    editor.current = made
    if (caret !== false) {
      made.view.focus()
      made.view.dispatch({ selection: { anchor: caret.start, head: caret.end } })
    }
    return () => made.destroy()
    // The caret is taken over once, when the editor comes.
    // oxlint-disable-next-line react/exhaustive-deps -- as said
  }, [api, label])
  useEffect(() => {
    const view = editor.current?.view
    if (view === undefined || view.state.doc.toString() === text) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
  }, [text])
  useEffect(() => editor.current?.check(), [fault])
  return <div ref={host} className={styles['rich']} data-invalid={fault?.of === text} />
}
