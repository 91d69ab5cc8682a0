import { EpochMs } from '@nobet/contracts'

/** Brands a wall-clock reading. */
export const toEpoch = (ms: number): EpochMs => EpochMs.parse(Math.round(ms))
