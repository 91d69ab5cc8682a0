import type { World } from '@nobet/contracts'

export const emptyWorld: World = { modules: {}, alerts: {}, upstreams: {}, console: null }
