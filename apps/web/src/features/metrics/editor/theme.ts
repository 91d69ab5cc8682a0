import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Colours of PromQL, by token, so that both themes and a broken link apply here too. */
export const highlight = HighlightStyle.define([
  { tag: tags.labelName, color: 'var(--promql-label)' },
  { tag: tags.string, color: 'var(--promql-string)' },
  { tag: tags.number, color: 'var(--promql-number)' },
  { tag: [tags.keyword, tags.modifier, tags.function(tags.variableName)], color: 'var(--promql-word)' },
  { tag: [tags.operator, tags.arithmeticOperator, tags.logicOperator, tags.compareOperator], color: 'var(--text-2)' },
  { tag: tags.comment, color: 'var(--text-3)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--bad-text)' },
])

export const theme = EditorView.theme({
  '&': { color: 'var(--text-1)', backgroundColor: 'transparent', fontSize: 'var(--fs-12)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px', overflow: 'auto', maxHeight: '180px' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text-1)', minHeight: '20px' },
  '.cm-line': { padding: '0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--text-1)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--surface-3)', outline: '1px solid var(--line-3)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--bad-soft)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad-mark)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn-mark)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--bad-mark)' },
  '.cm-tooltip': {
    border: '0',
    borderRadius: 'var(--r-2)',
    backgroundColor: 'var(--surface-float)',
    boxShadow: 'var(--elev)',
    color: 'var(--text-1)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--fs-12)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '240px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '18px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--surface-3)', color: 'var(--text-1)' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent)' },
  '.cm-completionDetail': { color: 'var(--text-3)', fontStyle: 'normal' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 8px', maxWidth: '320px' },
  '.cm-diagnostic': { padding: '4px 8px', borderLeft: '3px solid var(--bad-mark)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn-mark)' },
})
