// Runs before the first paint so that a light panel never flashes dark. The key is the one of src/prefs/prefs.ts.
;(() => {
  let theme = null
  try {
    theme = localStorage.getItem('nobet.theme')
  } catch {
    // Storage is forbidden: the system's own preference decides.
  }
  const light = matchMedia('(prefers-color-scheme: light)').matches
  document.documentElement.dataset.theme = theme === 'light' || theme === 'dark' ? theme : light ? 'light' : 'dark'
})()
