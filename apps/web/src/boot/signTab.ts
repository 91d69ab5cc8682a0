import type { TabSign } from '../features/toasts/startTabSign.ts'

const MARK = /^\(\d+\) /

/** Puts the count before whatever title the page gives itself, and the colour into the tab's icon. */
export function signTab(page: Document): (sign: TabSign) => void {
  const icon = page.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const calm = icon?.getAttribute('href') ?? ''
  let mark = ''
  const write = () => {
    const title = `${mark}${page.title.replace(MARK, '')}`
    if (page.title !== title) page.title = title
  }
  const title = page.querySelector('title')
  if (title !== null) new MutationObserver(write).observe(title, { childList: true })
  return ({ tone, count }) => {
    mark = count > 0 ? `(${count}) ` : ''
    write()
    icon?.setAttribute('href', tone === 'calm' ? calm : calm.replace('favicon.svg', `favicon-${tone}.svg`))
  }
}
