import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { en as laterEn } from './later.en.ts'
import { tr as laterTr } from './later.tr.ts'
import { tr } from './tr.ts'

const MESSAGES = { en: { ...en, ...laterEn }, tr: { ...tr, ...laterTr } }

/** Every leaf text with its dotted key. */
function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) => {
    const here = path === '' ? key : `${path}.${key}`
    return typeof value === 'string' ? [[here, value]] : leaves(value as object, here) // a catalogue holds texts and trees
  })
}

/** Names of the arguments and tags a text expects, each once; the branches of a plural are not arguments. */
function argumentsOf(text: string): string[] {
  const names = text.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other)\s*)\{\s*(\w+)\s*[,}]|<(\w+)>/g)
  return [...new Set([...names].map((match) => match[1] ?? match[2] ?? ''))].sort()
}

const english = leaves(MESSAGES.en)
const turkish = new Map(leaves(MESSAGES.tr))

describe('the catalogues', () => {
  it('hold the same keys in both languages', () => {
    expect([...turkish.keys()].sort()).toEqual(english.map(([key]) => key).sort())
  })

  it.each(['en', 'tr'] as const)('parse as ICU in %s', (locale) => {
    const faults: string[] = []
    const t = createTranslator({
      locale,
      messages: MESSAGES[locale],
      onError: (error) => faults.push(error.message),
    })
    const raw = t as unknown as (key: string, values: object) => string // any key of the catalogue, not one that is typed
    for (const [key, text] of leaves(MESSAGES[locale])) {
      if (text.includes('</')) continue
      raw(key, Object.fromEntries(argumentsOf(text).map((name) => [name, 3])))
    }
    expect(faults).toEqual([])
  })

  it('use no argument in Turkish that English does not give', () => {
    const strange = english.flatMap(([key, text]) => {
      const known = argumentsOf(text)
      return argumentsOf(turkish.get(key) ?? '')
        .filter((name) => !known.includes(name))
        .map((name) => `${key}: ${name}`)
    })
    expect(strange).toEqual([])
  })

  it('shout at nobody', () => {
    const loud = [...english, ...turkish].filter(([, text]) => text.includes('!'))
    expect(loud).toEqual([])
  })
})
