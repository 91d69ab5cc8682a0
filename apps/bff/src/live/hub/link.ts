import type { OutFrame } from './outFrame.ts'

export type Transport = 'websocket' | 'sse'

/** What the hub asks of a door: a way to write to one socket and to know whether it is full. */
export interface Link {
  readonly transport: Transport
  /** Whether the socket takes another frame now; when it becomes so again the door calls `session.writable()`. */
  ready(): boolean
  write(frame: OutFrame): void
  /** Bytes that wait in this process for the socket. */
  pending(): number
  /** Any number that changes when the socket accepts bytes. */
  progress(): number
  ping(): void
  close(code: number, reason: string): void
  destroy(): void
}
