import { type Random, toHex } from '../random.ts'

/** RFC 9562 UUID version 7: 48 bits of `epochMs`, then chance; sorts by time. */
export function uuidV7(epochMs: number, random: Random): string {
  const bytes = random.bytes(16)
  let rest = Math.floor(epochMs)
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = toHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
