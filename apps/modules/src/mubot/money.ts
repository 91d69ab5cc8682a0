/** Money is kept in kuruş, as integers: a ledger that rounds does not balance. */
export type Kurus = number

export const toKurus = (lira: number): Kurus => Math.round(lira * 100)

export const toLira = (kurus: Kurus): number => kurus / 100

/** Share of an amount in percent, rounded to the kuruş. */
export const percentOf = (amount: Kurus, percent: number): Kurus => Math.round((amount * percent) / 100)
