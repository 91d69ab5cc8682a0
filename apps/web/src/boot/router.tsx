import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  retainSearchParams,
} from '@tanstack/react-router'
import { readEventsSearch } from '../features/events/search.ts'
import { PageFailed } from '../shell/PageFailed.tsx'
import { PageNotFound } from '../shell/PageNotFound.tsx'
import { readRootSearch } from '../shell/range.ts'
import { Shell } from '../shell/Shell.tsx'

const root = createRootRoute({
  validateSearch: readRootSearch,
  search: { middlewares: [retainSearchParams(['range'])] },
  component: Shell,
  notFoundComponent: PageNotFound,
})

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/OverviewPage.tsx'), 'OverviewPage'),
})

const modules = createRoute({
  getParentRoute: () => root,
  path: '/modules',
  component: lazyRouteComponent(() => import('../features/overview/ModulesPage.tsx'), 'ModulesPage'),
})

const module = createRoute({
  getParentRoute: () => root,
  path: '/modules/$moduleId',
  component: lazyRouteComponent(() => import('./ModuleRoute.tsx'), 'ModuleRoute'),
})

const events = createRoute({
  getParentRoute: () => root,
  path: '/events',
  validateSearch: readEventsSearch,
  component: lazyRouteComponent(() => import('../features/events/EventsPage.tsx'), 'EventsPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
})

const routeTree = root.addChildren([overview, modules, module, events, settings])

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
