import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'
import { GUIDE_LANGUAGES, readGuide } from './readGuide.ts'

const PREFIX = 'virtual:guide/'

/** The operations guide for the panel's page: `virtual:guide/en`, `virtual:guide/tr` and `virtual:guide/runbooks`. */
export function guideBook(file: string): Plugin {
  const ids = [...GUIDE_LANGUAGES, 'runbooks'].map((name) => `${PREFIX}${name}`)
  return {
    name: 'guide-book',
    resolveId: (id) => (ids.includes(id) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined
      this.addWatchFile(file)
      const guide = readGuide(readFileSync(file, 'utf8'))
      const language = GUIDE_LANGUAGES.find((one) => id.endsWith(`/${one}`))
      return language === undefined
        ? `export const runbooks = ${toLiteral(guide.runbooks)}`
        : `export const sections = ${toLiteral(guide.sections[language])}`
    },
  }
}

/** A string to parse costs a browser less than as much code to compile. */
const toLiteral = (value: unknown) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`
