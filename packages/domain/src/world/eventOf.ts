import type { EventType, KnownEvent } from '@nobet/contracts'

export type EventOf<T extends EventType> = Extract<KnownEvent, { type: T }>
