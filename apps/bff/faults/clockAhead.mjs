// Loaded before the program: this machine's wall clock is an hour ahead, or jumps there at SIGUSR2.
const HOUR_MS = 3_600_000
const RealDate = Date
let aheadMs = process.env.CLOCK === 'jumps' ? 0 : HOUR_MS
if (aheadMs === 0) {
  process.once('SIGUSR2', () => {
    aheadMs = HOUR_MS
    process.stderr.write('the clock jumped\n')
  })
}
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + aheadMs] : given))
  }
  static now() {
    return RealDate.now() + aheadMs
  }
}
