/** First characters with which a spreadsheet would run a cell as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** A line of RFC 4180 with its end; numbers stay numbers. */
export const toCsvLine = (cells: readonly (string | number)[]): string => `${cells.map(toCell).join(',')}\r\n`

/** An apostrophe keeps a spreadsheet from running what somebody else wrote. */
function toCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
