// Loaded before the program: this machine's wall clock is an hour ahead.
const HOUR_MS = 3_600_000
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + HOUR_MS] : given))
  }
  static now() {
    return RealDate.now() + HOUR_MS
  }
}
