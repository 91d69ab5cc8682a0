/** What the client needs of a WebSocket: the browser's and that of `ws` both fit. */
export interface SocketLike {
  readonly readyState: number
  send(data: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number; readonly reason: string }) => void): void
  addEventListener(type: 'error', listener: (event: unknown) => void): void
}

/** `readyState` of an open socket. */
export const SOCKET_OPEN = 1

/** Makes a socket, as `new WebSocket(url, protocols)` does. */
export type CreateWebSocket = (url: string, protocols: string[]) => SocketLike
