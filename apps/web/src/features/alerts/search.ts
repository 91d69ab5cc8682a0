import { parseMatcher } from '@nobet/domain/alerts'

export const TABS = ['open', 'acks', 'silences', 'history'] as const
export type Tab = (typeof TABS)[number]
export const GROUPINGS = ['alertmanager', 'name', 'module', 'newest'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** As many as a silence may have. */
const MATCHERS_MAX = 64

/** What the Alerts page keeps in the URL; what is missing is the default: open alerts, as Alertmanager groups them. */
export interface AlertsSearch {
  readonly tab?: Exclude<Tab, 'open'>
  /** Filter text. */
  readonly q?: string
  readonly by?: Exclude<Grouping, 'alertmanager'>
  /** Fingerprint of the alert whose detail is open. */
  readonly sel?: string
  /** `new`, or the id of the silence that is edited. */
  readonly silence?: string
  /** Matchers a new silence begins with, as Alertmanager writes them. */
  readonly m?: readonly string[]
}

/** What cannot be read is left out: a damaged link opens the page without it. */
export function readAlertsSearch(search: Record<string, unknown>): AlertsSearch {
  const { tab, q, by, sel, silence, m } = search
  const known = TABS.find((each) => each === tab)
  const grouping = GROUPINGS.find((each) => each === by)
  const matchers = Array.isArray(m) ? m.filter(isMatcher).slice(0, MATCHERS_MAX) : []
  return {
    ...(known === undefined || known === 'open' ? {} : { tab: known }),
    ...(isText(q) ? { q } : {}),
    ...(grouping === undefined || grouping === 'alertmanager' ? {} : { by: grouping }),
    ...(isText(sel) ? { sel } : {}),
    ...(isText(silence) ? { silence } : {}),
    ...(matchers.length > 0 ? { m: matchers } : {}),
  }
}

/** For links: the page's part of the address with some of it changed; what all pages share is kept by the router. */
export const changeAlertsSearch =
  (change: { readonly [K in keyof AlertsSearch]?: AlertsSearch[K] | undefined }) =>
  (before: object): AlertsSearch =>
    readAlertsSearch({ ...before, ...change })

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isMatcher = (value: unknown): value is string => isText(value) && parseMatcher(value) !== undefined
