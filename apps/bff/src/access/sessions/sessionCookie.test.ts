import { expect, test } from 'vitest'
import { createSessionCookie } from './sessionCookie.ts'

const ID = 'x'.repeat(43)
const HOUR_MS = 3_600_000

test('on loopback a plain cookie, on the public https name one bound to host, path and https', () => {
  const cookie = createSessionCookie('https://ops.example/nobet')
  expect(cookie.set('127.0.0.1:4400', ID, HOUR_MS)).toBe(`nobet=${ID}; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict`)
  expect(cookie.set('ops.example', ID, HOUR_MS)).toBe(
    `__Host-nobet=${ID}; Path=/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure`,
  )
})

test('over plain http no other host gets one', () => {
  const cookie = createSessionCookie('http://ops.example')
  expect(cookie.set('ops.example', ID, HOUR_MS)).toBeUndefined()
  expect(cookie.read('ops.example', `nobet=${ID}`)).toBeUndefined()
})

test('only the name that belongs to the host is read', () => {
  const cookie = createSessionCookie('https://ops.example')
  expect(cookie.read('ops.example', `a=b; __Host-nobet=${ID}; c=d`)).toBe(ID)
  expect(cookie.read('ops.example', `nobet=${ID}`)).toBeUndefined()
  expect(cookie.read('localhost:4400', `nobet=${ID}`)).toBe(ID)
})

test.each(['', 'nobet=', 'nobet=short', `nobet=${ID}x`, `nobet=${'ü'.repeat(43)}`, undefined])(
  '%j holds no session',
  (text) => {
    expect(createSessionCookie(undefined).read('localhost', text)).toBeUndefined()
  },
)
