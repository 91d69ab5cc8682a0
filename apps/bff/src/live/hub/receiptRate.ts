/** So many clients may report all they sample (ten events a second each); of more, each reports a share. */
const REPORTERS = 10

/** What `welcome.receiptRate` asks of a client that comes when there are so many sessions; 0 to 1. */
export const toReceiptRate = (sessions: number): number => Math.min(1, REPORTERS / Math.max(1, sessions))
