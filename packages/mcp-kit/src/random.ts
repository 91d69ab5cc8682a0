import { randomFillSync } from 'node:crypto'

/** Chance as a parameter. `bytes` is fit for session ids; `unit` is uniform in [0, 1). */
export interface Random {
  bytes(length: number): Uint8Array
  unit(): number
}

export const systemRandom: Random = {
  bytes: (length) => randomFillSync(new Uint8Array(length)),
  unit: () => Math.random(),
}

/** Spreads a duration by ± `ratio`, so that many processes do not act in step. */
export const withJitter = (random: Random, ms: number, ratio: number): number =>
  ms * (1 + ratio * (2 * random.unit() - 1))

export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
