import { expect, test } from 'vitest'
import { toBytes } from './bytes.ts'
import { createPages, PAGE_BYTES } from './pages.ts'

test('a page is read over only after its answer was released', () => {
  const pages = createPages()
  const page = pages.take()
  const bytes = toBytes([page.subarray(0, 40_000), page.subarray(40_000, 50_000)], pages)
  expect(pages.take().buffer).not.toBe(page.buffer)
  bytes.release()
  expect(pages.take().buffer).toBe(page.buffer)
})

test('what was read over cannot be looked at', () => {
  const pages = createPages()
  const bytes = toBytes([pages.take()], pages)
  bytes.release()
  expect(() => bytes.chunks).toThrow('released')
})

test('one piece stays as it was when the page is read over', () => {
  const pages = createPages()
  const page = pages.take()
  page.fill('a')
  const bytes = toBytes([page], pages)
  const whole = bytes.whole()
  bytes.release()
  pages.take().fill('b')
  expect(whole.toString()).toBe('a'.repeat(PAGE_BYTES))
})

test('a short answer does not hold a whole page', () => {
  const pages = createPages()
  const page = pages.take()
  page.write('short')
  const bytes = toBytes([page.subarray(0, 5)], pages)
  expect(pages.take().buffer).toBe(page.buffer)
  page.write('other')
  expect([bytes.weight, bytes.whole().toString()]).toEqual([5, 'short'])
})

test('an answer that came in small reads is moved together, byte for byte, and its first pages are free at once', () => {
  const pages = createPages()
  const reads = Array.from({ length: 30 }, (_none, read) => {
    const page = pages.take()
    page.fill(`${read},`)
    return page.subarray(0, 10_000)
  })
  const expected = Buffer.concat(reads)
  const bytes = toBytes(reads, pages)
  for (const [at, read] of reads.entries()) if (at < 25) Buffer.from(read.buffer).fill('x')
  expect(bytes.whole().equals(expected)).toBe(true)
  expect(bytes.weight).toBe(5 * PAGE_BYTES)
})

test('a page that is given back twice is taken once', () => {
  const pages = createPages()
  const page = pages.take()
  for (const bytes of [toBytes([page], pages), toBytes([page], pages)]) bytes.release()
  expect(pages.take().buffer).not.toBe(pages.take().buffer)
})
