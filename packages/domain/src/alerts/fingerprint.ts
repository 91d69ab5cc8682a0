const OFFSET = 0xcbf29ce484222325n
const PRIME = 0x100000001b3n
const MASK = 0xffffffffffffffffn
/** No byte of UTF-8: stands between names and values. */
const SEPARATOR = 0xff

/** The name Alertmanager gives an alert: FNV-1a over its labels in the order of their names, 16 hex digits. */
export function toFingerprint(labels: Readonly<Record<string, string>>): string {
  const encoder = new TextEncoder()
  const names = Object.keys(labels).sort()
  let sum = OFFSET
  const add = (byte: number) => {
    sum = ((sum ^ BigInt(byte)) * PRIME) & MASK
  }
  for (const name of names) {
    for (const text of [name, labels[name] ?? '']) {
      encoder.encode(text).forEach(add)
      add(SEPARATOR)
    }
  }
  return sum.toString(16).padStart(16, '0')
}
