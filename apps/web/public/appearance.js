// Runs before the first paint so that a light panel never flashes dark. Keys are those of src/prefs/prefs.ts.
;(() => {
  const root = document.documentElement
  let saved = {}
  try {
    saved = JSON.parse(localStorage.getItem('nobet.prefs') || '{}') || {}
  } catch {
    // Storage is forbidden or damaged: the system's own preference decides.
  }
  const light = matchMedia('(prefers-color-scheme: light)').matches
  root.dataset.theme = saved.theme === 'light' || saved.theme === 'dark' ? saved.theme : light ? 'light' : 'dark'
})()
