import { expect, it } from 'vitest'
import { createPrefsStore, toLanguage, toTimeZone } from './prefs.ts'

const storageWith = (saved?: string) => {
  const kept = new Map(saved === undefined ? [] : [['nobet.prefs', saved]])
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

it('remembers what was chosen, and the theme where the first script reads it', () => {
  const storage = storageWith()
  createPrefsStore(storage).setState({ theme: 'light', language: 'tr' })
  expect(createPrefsStore(storage).getState()).toMatchObject({ theme: 'light', language: 'tr' })
  expect(storage.kept.get('nobet.theme')).toBe('light')
})

it.each(['{', '7', '{"theme":"pink"}'])('starts with defaults when the storage holds %s', (saved) => {
  expect(createPrefsStore(storageWith(saved)).getState().theme).toBe('system')
})

it('starts when storage is forbidden, and still changes', () => {
  const forbidden = () => {
    throw new Error('forbidden')
  }
  const store = createPrefsStore({ getItem: forbidden, setItem: forbidden })
  store.setState({ theme: 'dark' })
  expect(store.getState().theme).toBe('dark')
})

it('follows the browser until a language is chosen', () => {
  const prefs = createPrefsStore(undefined).getState()
  expect(toLanguage(prefs, ['de', 'tr-TR', 'en'])).toBe('tr')
  expect(toLanguage(prefs, ['de'])).toBe('en')
  expect(toLanguage({ ...prefs, language: 'en' }, ['tr'])).toBe('en')
})

it('falls back to the local zone when the chosen one does not exist', () => {
  expect(toTimeZone({ timeZone: 'Mars/Olympus' })).toBe(toTimeZone({ timeZone: 'local' }))
  expect(toTimeZone({ timeZone: 'utc' })).toBe('UTC')
})
