import { KEPT, type ProxyRoute, read, SEGMENT } from './proxyRoute.ts'

const ALERTS = { permission: 'alerts:read' } as const

/** Alertmanager's v2 API: everybody reads, operators silence. Nobody sends alerts through here. */
export const ALERTMANAGER_ROUTES: readonly ProxyRoute[] = [
  read('/api/v2/alerts', KEPT.never, ALERTS),
  read('/api/v2/alerts/groups', KEPT.never, ALERTS),
  read('/api/v2/silences', KEPT.never, ALERTS),
  read(new RegExp(`^/api/v2/silence/${SEGMENT}$`), KEPT.never, ALERTS),
  read('/api/v2/receivers', KEPT.while, ALERTS),
  // It holds the whole configuration, receivers and all.
  read('/api/v2/status', KEPT.moment, { permission: 'config:read' }),
  read('/-/healthy', KEPT.never, ALERTS),
  read('/-/ready', KEPT.never, ALERTS),
  { methods: ['POST'], path: '/api/v2/silences', permission: 'silences:write', isRead: false },
  {
    methods: ['DELETE'],
    path: new RegExp(`^/api/v2/silence/${SEGMENT}$`),
    permission: 'silences:write',
    isRead: false,
  },
]
