import { parseFilter } from '@nobet/domain/filter'
import { expect, test } from 'vitest'
import { addTerms, isUnfinished, readDraft, splitChip, withoutTerm } from './draft.ts'
import { SUGGESTIONS_MAX, suggest } from './suggest.ts'

const filterOf = (text: string) => {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.filter
}
const textsOf = (draft: string) => suggest(draft, ['finbot', 'mubot']).map(({ text }) => text)

test('a typed term joins the others once', () => {
  const filter = filterOf('module:finbot')
  expect(addTerms(filter, filterOf('severity>=warning timeout'))).toBe('module:finbot severity>=warning timeout')
  expect(addTerms(filter, filterOf('module:finbot'))).toBe('module:finbot')
  expect(withoutTerm(filterOf('a b c'), 1)).toBe('a c')
})

test('what more typing mends is no fault yet', () => {
  const faults = ['module:', '"open', 'sevrity>=x', 'severity:loud'].map((text) => {
    const draft = readDraft(text)
    return draft.kind === 'fault' ? isUnfinished(draft.fault) : undefined
  })
  expect(faults).toEqual([true, true, false, false])
  expect(readDraft('  ').kind).toBe('empty')
})

test.each([
  ['severity>=warning', 'severity>=', 'warning'],
  ['-type:mcp.*,cache.*', '-type:', 'mcp.*,cache.*'],
  ['timeout', '', 'timeout'],
  ['-"two words"', '-', '"two words"'],
])('%s is drawn as %j and %j', (text, name, value) => {
  expect(splitChip(text)).toEqual({ name, value })
})

test('completes fields, then values, then further values of the same term', () => {
  expect(textsOf('')).toContain('module:')
  expect(textsOf('-se')).toEqual(['-severity>=', '-severity:'])
  expect(textsOf('module:')).toEqual(['module:finbot', 'module:mubot'])
  expect(textsOf('module:finbot,m')).toEqual(['module:finbot,mubot'])
  expect(textsOf('severity>=w')).toEqual(['severity>=warning'])
  expect(textsOf('type:mcp.health')[0]).toBe('type:mcp.health.*')
  expect(textsOf('type:')).toHaveLength(SUGGESTIONS_MAX)
  expect(textsOf('colour:r')).toEqual([])
})
