/** What the guide's page keeps in the URL beside the fragment: the language, when it is not the panel's. */
export interface GuideSearch {
  readonly lang?: 'en' | 'tr'
}

export function readGuideSearch({ lang }: Record<string, unknown>): GuideSearch {
  return lang === 'en' || lang === 'tr' ? { lang } : {}
}

const TURKISH_RUNBOOK = /-türkçe$/

/** The fragment as it is written in the guide; a damaged one stays as it came. */
export function readAnchor(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return hash
  }
}

/** A link that names the language wins over the panel's own: `#redisdown-türkçe` was sent to someone who reads it. */
export const readLanguage = ({ lang }: GuideSearch, anchor: string, own: 'en' | 'tr'): 'en' | 'tr' =>
  lang ?? (TURKISH_RUNBOOK.test(anchor) ? 'tr' : own)
