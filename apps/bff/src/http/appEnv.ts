import type { Caller } from '@nobet/domain/access'

/** What the middleware leaves for every route; `denied` is the code of a refusal, left for the audit. */
export interface AppEnv {
  Variables: { caller: Caller; traceId: string; requestId: string; denied?: string }
}
