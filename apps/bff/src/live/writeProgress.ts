import type { Socket } from 'node:net'

/**
 * Bytes handed to the system that the peer's window has not taken yet. Node shows them only on the socket's handle
 * (its own idle timeout looks there too); where there is no handle the answer is 0 and progress is seen per write.
 */
export function queuedInSystem(socket: Socket | null | undefined): number {
  const handle: unknown = socket === null || socket === undefined ? undefined : Reflect.get(socket, '_handle')
  if (typeof handle !== 'object' || handle === null) return 0
  const size: unknown = Reflect.get(handle, 'writeQueueSize')
  return typeof size === 'number' ? size : 0
}

/** Keeps writes and bytes apart in one number: a finished write is progress whatever the queue says. */
export const WRITE_WEIGHT = 2 ** 32
