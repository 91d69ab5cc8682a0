/** Rising sequence numbers in a fixed typed array; grows at both ends, shrinks at the old one. */
export function createSeqDeque(capacity: number) {
  const slots = new Float64Array(capacity)
  let low = 0
  let high = 0
  const slotOf = (ordinal: number) => ((ordinal % capacity) + capacity) % capacity
  const put = (ordinal: number, seq: number) => {
    slots[slotOf(ordinal)] = seq
  }
  const at = (index: number): number | undefined =>
    index < 0 || index >= high - low ? undefined : slots[slotOf(low + index)]

  return {
    /** Takes a number newer than all; a full deque lets its oldest go. */
    pushNewest: (seq: number) => {
      if (high - low === capacity) low += 1
      put(high, seq)
      high += 1
    },
    /** Takes a number older than all, unless it is full. */
    pushOldest: (seq: number) => {
      if (high - low === capacity) return
      low -= 1
      put(low, seq)
    },
    dropBefore: (seq: number) => {
      while (high > low && (at(0) ?? seq) < seq) low += 1
    },
    clear: () => {
      low = 0
      high = 0
    },
    size: () => high - low,
    /** `0` is the newest. */
    newest: (index: number): number | undefined => at(high - low - 1 - index),
  }
}
