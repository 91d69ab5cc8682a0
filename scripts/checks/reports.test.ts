import { expect, test } from 'vitest'
import { firstScreenFiles } from './budgets.ts'
import { countPlaywright } from './playwrightReport.ts'
import { countVitest } from './vitestReport.ts'

const GREEN = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [],
}

test('passed, failed and skipped unit tests are counted as they are', () => {
  expect(countVitest(GREEN)).toEqual({ passed: 7, failed: 0, skipped: 3 })
  expect(countVitest({ ...GREEN, success: false, numFailedTests: 2 })).toMatchObject({ failed: 2 })
})

test('a test file that cannot be loaded counts as one failed', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }]
  expect(countVitest({ ...GREEN, success: false, testResults })).toMatchObject({ passed: 7, failed: 1 })
})

test('an error outside of all tests counts as one failed', () => {
  expect(countVitest({ ...GREEN, success: false })).toMatchObject({ failed: 1 })
})

test('a flaky scenario counts as failed', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 }
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 4, failed: 2, skipped: 1 })
})

test('scenarios that could not even begin count as one failed', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
  expect(countPlaywright({ stats, errors: [{}] })).toMatchObject({ failed: 1 })
})

test('the first route is the entry and, through any number of steps, its static imports', () => {
  const manifest = {
    'src/main.tsx': { file: 'assets/main.js', isEntry: true, imports: ['_react.js'], dynamicImports: ['src/late.tsx'] },
    '_react.js': { file: 'assets/react.js', imports: ['_deep.js'] },
    '_deep.js': { file: 'assets/deep.js', imports: ['_react.js'] },
    'src/late.tsx': { file: 'assets/late.js' },
    'style.css': { file: 'assets/style.css', isEntry: true },
  }
  expect(firstScreenFiles(manifest, [])).toEqual(['assets/main.js', 'assets/react.js', 'assets/deep.js'])
  expect(() => firstScreenFiles(manifest, ['src/gone.tsx'])).toThrow('src/gone.tsx')
})
