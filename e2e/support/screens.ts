/** Every screen of the panel, by the path it is reached at. */
export const SCREENS = {
  overview: '/',
  modules: '/modules',
  module: '/modules/finbot',
  events: '/events',
  metrics: '/explore',
  traces: '/traces',
  settings: '/settings',
} as const
