import compile from 'icu-minify/compile'
import format from 'icu-minify/format'
import { expect, test } from 'vitest'
import { compileTexts } from './compiledTexts.ts'

const formatters = {
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
}

test('a compiled catalogue keeps its keys and plain texts', () => {
  expect(compileTexts({ title: 'Events', log: { empty: 'No event yet' } })).toEqual({
    title: 'Events',
    log: { empty: 'No event yet' },
  })
})

test.each([
  [
    '{count, plural, one {# event} other {# events}} on {name}',
    { count: 1_200, name: 'FinBot' },
    '1,200 events on FinBot',
  ],
  ['{count, plural, =0 {none} one {# event} other {# events}}', { count: 0 }, 'none'],
  ['{from} → {to}', { from: 'Down', to: 'Healthy' }, 'Down → Healthy'],
])('%s is still filled as ICU says', (text, values, expected) => {
  expect(format(compile(text), 'en', values, { formatters })).toBe(expected)
})

test('a text that is no ICU stops the build', () => {
  expect(() => compileTexts({ broken: '{count, plural, one {#}' })).toThrow('MISSING_OTHER_CLAUSE')
})
