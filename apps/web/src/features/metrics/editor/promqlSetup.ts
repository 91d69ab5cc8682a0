import { closeBrackets, closeBracketsKeymap, autocompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, forceLinting } from '@codemirror/lint'
import { EditorState, type Extension, Prec } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { newCompleteStrategy, PromQLExtension } from '@prometheus-io/codemirror-promql'
import { EXPR_CHARS_MAX } from '../search.ts'
import { highlight, theme } from './theme.ts'

/** Metric and label names older than this are not offered. */
const LOOKBACK_MS = 12 * 3_600_000

export interface EditorDeps {
  /** Address of the proxy to Prometheus, without `/api/v1`. */
  readonly url: string
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>
}

export interface EditorOptions {
  readonly label: string
  readonly text: string
  readonly onChange: (text: string) => void
  readonly onRun: () => void
  /** What Prometheus itself found wrong in the text it was last asked, read at each check. */
  readonly readUpstream: () => { readonly text: string; readonly from: number; readonly message: string } | undefined
}

export interface PromqlEditor {
  readonly view: EditorView
  /** Looks again for what Prometheus found wrong. */
  readonly check: () => void
  readonly destroy: () => void
}

/**
 * A PromQL editor inside `host`'s shadow tree: its style sheets are then constructed, which a strict content security
 * policy lets through.
 */
export function createPromqlEditor(host: HTMLElement, deps: EditorDeps, options: EditorOptions): PromqlEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const promql = createPromql(deps, options)
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: options.text, extensions: [...toExtensions(options), promql.asExtension()] }),
  })
  return {
    view,
    check: () => forceLinting(view),
    destroy: () => {
      promql.destroy()
      view.destroy()
    },
  }
}

function toExtensions({ label, onChange, onRun }: EditorOptions): Extension[] {
  const run = () => {
    onRun()
    return true
  }
  return [
    Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
    history(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    EditorView.lineWrapping,
    EditorState.changeFilter.of((change) => change.newDoc.length <= EXPR_CHARS_MAX),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
    syntaxHighlighting(highlight),
    theme,
  ]
}

function createPromql(deps: EditorDeps, { readUpstream }: EditorOptions): PromQLExtension {
  const promql = new PromQLExtension()
  const own = promql.getLinter()
  promql.setLinter({
    promQL: () => async (view) => {
      const text = view.state.doc.toString()
      if (text.trim() === '') return []
      return [...(await own.promQL.call(own)(view)), ...toDiagnostics(readUpstream(), text)]
    },
  })
  return promql.setComplete({
    completeStrategy: newCompleteStrategy({
      remote: { url: deps.url, fetchFn: withoutFlags(deps.fetch), httpMethod: 'GET', lookbackInterval: LOOKBACK_MS },
    }),
  })
}

/** Prometheus' flags are the admin's alone, and completion does without. It asks by address, never by `Request`. */
const withoutFlags =
  (fetch: EditorDeps['fetch']) =>
  (input: RequestInfo, init?: RequestInit): Promise<Response> => {
    const path = typeof input === 'string' ? input : input.url
    return path.includes('/status/flags')
      ? Promise.resolve(Response.json({ status: 'success', data: {} }))
      : fetch(path, init)
  }

/** A fault of another text is none of this one. */
function toDiagnostics(upstream: ReturnType<EditorOptions['readUpstream']>, text: string): Diagnostic[] {
  if (upstream === undefined || upstream.text !== text) return []
  const from = Math.min(upstream.from, text.length)
  return [{ from, to: Math.min(text.length, from + 1), severity: 'error', message: upstream.message }]
}
