/** Whether `text` fits `glob`, where `*` stands for anything, dots included. Linear in practice: no regular expression. */
export function matchesGlob(glob: string, text: string): boolean {
  let at = 0
  let mark = 0
  let star = -1
  let starAt = 0
  while (at < text.length) {
    if (glob[mark] === '*') {
      star = mark
      starAt = at
      mark += 1
    } else if (glob[mark] === text[at]) {
      mark += 1
      at += 1
    } else if (star >= 0) {
      mark = star + 1
      starAt += 1
      at = starAt
    } else return false
  }
  while (glob[mark] === '*') mark += 1
  return mark === glob.length
}
