import type { Transition } from '@nobet/stream-client'

type EndKey = NonNullable<Transition['reason']> | 'unopened' | 'unreachable'

/** Key of the words for why a transport ended; a refusal says more by who refused. */
export function toEndKey({ reason, transport, code }: Omit<Transition, 'at'>): EndKey | undefined {
  if (reason !== 'refused') return reason
  if (transport === 'websocket') return 'unopened'
  return code === undefined ? 'unreachable' : 'refused'
}
