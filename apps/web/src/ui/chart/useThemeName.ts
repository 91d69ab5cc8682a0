import { useSyncExternalStore } from 'react'

/** The theme in force and how far the picture is believed: both decide the colours of a canvas. */
export const useThemeName = (): string =>
  useSyncExternalStore(subscribe, () => {
    const { theme = '', link = '' } = document.documentElement.dataset
    return `${theme}/${link}`
  })

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-link'] })
  return () => observer.disconnect()
}
