import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  retainSearchParams,
} from '@tanstack/react-router'
import { readAlertsSearch } from '../features/alerts/search.ts'
import { readEventsSearch } from '../features/events/search.ts'
import { readGuideSearch } from '../features/guide/search.ts'
import { readMetricsSearch } from '../features/metrics/search.ts'
import { readTraceSearch, readTracesSearch } from '../features/traces/search/tracesSearch.ts'
import { PageFailed } from '../shell/PageFailed.tsx'
import { PageNotFound } from '../shell/PageNotFound.tsx'
import { readRootSearch, ROOT_SEARCH } from '../shell/range.ts'
import { Shell } from '../shell/Shell.tsx'
import { strictSearch } from './strictSearch.ts'

/** Each page is a chunk of its own. */
const pages = {
  OverviewPage: lazyRouteComponent(() => import('../features/overview/OverviewPage.tsx'), 'OverviewPage'),
  ModulesPage: lazyRouteComponent(() => import('../features/overview/ModulesPage.tsx'), 'ModulesPage'),
  ModuleRoute: lazyRouteComponent(() => import('./ModuleRoute.tsx'), 'ModuleRoute'),
  AlertsPage: lazyRouteComponent(() => import('../features/alerts/AlertsPage.tsx'), 'AlertsPage'),
  EventsPage: lazyRouteComponent(() => import('../features/events/EventsPage.tsx'), 'EventsPage'),
  MetricsPage: lazyRouteComponent(() => import('../features/metrics/MetricsPage.tsx'), 'MetricsPage'),
  TracesPage: lazyRouteComponent(() => import('../features/traces/TracesPage.tsx'), 'TracesPage'),
  TracePage: lazyRouteComponent(() => import('../features/traces/TracePage.tsx'), 'TracePage'),
  GuidePage: lazyRouteComponent(() => import('../features/guide/GuidePage.tsx'), 'GuidePage'),
  SettingsPage: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
}

/** Fetches the pages nobody has opened yet. */
export async function fetchPages(): Promise<void> {
  for (const page of Object.values(pages)) await page.preload?.()
}

const root = createRootRoute({
  validateSearch: readRootSearch,
  search: { middlewares: [retainSearchParams([...ROOT_SEARCH])] },
  component: Shell,
  notFoundComponent: PageNotFound,
})

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: pages.OverviewPage,
})

const modules = createRoute({
  getParentRoute: () => root,
  path: '/modules',
  component: pages.ModulesPage,
})

const module = createRoute({
  getParentRoute: () => root,
  path: '/modules/$moduleId',
  component: pages.ModuleRoute,
})

const events = createRoute({
  getParentRoute: () => root,
  path: '/events',
  validateSearch: strictSearch(readEventsSearch),
  component: pages.EventsPage,
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  validateSearch: strictSearch(readAlertsSearch),
  component: pages.AlertsPage,
})

const metrics = createRoute({
  getParentRoute: () => root,
  path: '/explore',
  validateSearch: strictSearch(readMetricsSearch),
  component: pages.MetricsPage,
})

const traces = createRoute({
  getParentRoute: () => root,
  path: '/traces',
  validateSearch: strictSearch(readTracesSearch),
  component: pages.TracesPage,
})

const trace = createRoute({
  getParentRoute: () => root,
  path: '/traces/$traceId',
  validateSearch: strictSearch(readTraceSearch),
  component: pages.TracePage,
})

const guide = createRoute({
  getParentRoute: () => root,
  path: '/guide',
  validateSearch: strictSearch(readGuideSearch),
  component: pages.GuidePage,
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: pages.SettingsPage,
})

const routeTree = root.addChildren([overview, modules, module, events, alerts, metrics, traces, trace, guide, settings])

/** Every view is a deep link under the base path; pages are loaded when first opened. */
export const createAppRouter = (options: { readonly basepath: string; readonly history?: RouterHistory }) =>
  createRouter({
    routeTree,
    ...options,
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailed,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
