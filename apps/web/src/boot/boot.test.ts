import { expect, it } from 'vitest'
import { readBasePath } from './readBasePath.ts'
import { createServerClock } from './serverClock.ts'

const pageWith = (content: string) => {
  const page = document.implementation.createHTMLDocument()
  page.head.innerHTML = `<meta name="nobet-base" content="${content}">`
  return page
}

it.each([
  ['', ''],
  ['/', ''],
  ['/ops/nobet', '/ops/nobet'],
  ['/ops/nobet/', '/ops/nobet'],
  ['ops', '/ops'],
])('base path %j is read as %j', (content, base) => {
  expect(readBasePath(pageWith(content))).toBe(base)
})

it('a page without the tag is at the root', () => {
  expect(readBasePath(document.implementation.createHTMLDocument())).toBe('')
})

it('a browser whose clock is wrong does not make values look old', () => {
  const clock = createServerClock(() => 1_000_000)
  clock.correct(1_001_500)
  expect(clock.now()).toBe(1_000_000)
  clock.correct(1_090_000)
  expect(clock.now()).toBe(1_090_000)
})
