/** Every screen of the panel, by the path it is reached at. */
export const SCREENS = {
  overview: '/',
  modules: '/modules',
  module: '/modules/finbot',
  events: '/events',
  settings: '/settings',
} as const
