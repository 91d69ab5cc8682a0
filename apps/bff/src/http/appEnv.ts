import type { Caller } from '@nobet/domain/access'

/** What the middleware leaves for every route. */
export interface AppEnv {
  Variables: { caller: Caller; traceId: string; requestId: string }
}
