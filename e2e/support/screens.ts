/** Every screen of the panel, by the path it is reached at. */
export const SCREENS = {
  overview: '/',
  modules: '/modules',
  module: '/modules/finbot',
  events: '/events',
  alerts: '/alerts',
  metrics: '/explore',
  traces: '/traces',
  guide: '/guide',
  settings: '/settings',
} as const
