import { resolve } from 'node:path'
import compile from 'icu-minify/compile'
import { type Plugin, runnerImport } from 'vite'

interface Options {
  /** The folder with two catalogues for each language: `tr.ts`, and `later.tr.ts` with what the first screen does not need. */
  readonly folder: string
  readonly languages: readonly string[]
}

type Texts = { readonly [key: string]: string | Texts }
type Compiled = { readonly [key: string]: ReturnType<typeof compile> | Compiled }

/** Parses every text while building, so that no browser downloads the parser of ICU messages. */
export function compiledTexts({ folder, languages }: Options): Plugin {
  const catalogues = new Map(
    languages.flatMap((language) =>
      [`${language}.ts`, `later.${language}.ts`].map((file) => [resolve(folder, file), language] as const),
    ),
  )
  return {
    name: 'compiled-texts',
    apply: 'build',
    enforce: 'pre',
    // What is left of use-intl then formats what was parsed here.
    config: () => ({ resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } } }),
    async load(id) {
      const language = catalogues.get(id)
      if (language === undefined) return undefined
      const { module, dependencies } = await runnerImport<Record<string, Texts>>(id, { configFile: false })
      for (const dependency of dependencies) this.addWatchFile(dependency)
      const texts = module[language]
      if (texts === undefined) throw new Error(`${id} exports no ${language}`)
      return `export const ${language} = ${JSON.stringify(compileTexts(texts))}`
    },
  }
}

export const compileTexts = (texts: Texts): Compiled =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? compile(text) : compileTexts(text)]),
  )
