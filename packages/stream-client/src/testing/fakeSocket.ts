import type { SocketLike } from '../wire/socketLike.ts'

export interface FakeSocket extends SocketLike {
  open(): void
  receive(text: string): void
  /** Ends it from the far side. */
  fail(code: number): void
  onSend(listener: (text: string) => void): void
  onOver(listener: () => void): void
}

/** A WebSocket without a network; the test is the far side. */
export function createFakeSocket(): FakeSocket {
  const listeners = new Map<string, ((event: never) => void)[]>()
  const overs: (() => void)[] = []
  let readyState = 0
  let onText = (_text: string) => {}

  const emit = (type: string, event: unknown) => {
    // The table is keyed by type, which the type system cannot follow.
    for (const listener of listeners.get(type) ?? []) (listener as (event: unknown) => void)(event)
  }
  const finish = (code: number) => {
    if (readyState === 3) return
    readyState = 3
    for (const over of overs) over()
    emit('close', { code, reason: '' })
  }

  return {
    get readyState() {
      return readyState
    },
    addEventListener(type: string, listener: (event: never) => void) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener])
    },
    send: (text) => onText(text),
    close: (code = 1000) => finish(code),
    open() {
      if (readyState !== 0) return
      readyState = 1
      emit('open', {})
    },
    receive(text) {
      if (readyState === 1) emit('message', { data: text })
    },
    fail: finish,
    onSend(listener) {
      onText = listener
    },
    onOver(listener) {
      overs.push(listener)
    },
  }
}
