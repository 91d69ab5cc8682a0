import type { Random } from './random.ts'

const HEX = 16
const RANDOM_DIGITS = 18

/** A UUIDv7 (RFC 9562): 48 bits of epoch milliseconds, then seeded digits with version and variant in their places. */
export function createEventId(wallMs: number, random: Random): string {
  const time = Math.max(0, Math.floor(wallMs)).toString(HEX).padStart(12, '0')
  const digits = Array.from({ length: RANDOM_DIGITS }, () => Math.floor(random() * HEX).toString(HEX)).join('')
  const variant = (8 + Math.floor(random() * 4)).toString(HEX)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits.slice(0, 3)}-${variant}${digits.slice(3, 6)}-${digits.slice(6)}`
}
