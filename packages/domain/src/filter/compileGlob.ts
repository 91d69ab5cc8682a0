/**
 * Only `*` is special and stands for any run of characters; case does not matter. The parts between the stars are
 * searched from left to right once, so no pattern makes it slow.
 */
export function compileGlob(glob: string): (text: string) => boolean {
  const [head = '', ...rest] = glob.toLowerCase().split('*')
  const tail = rest.pop()
  if (tail === undefined) return (text) => text.toLowerCase() === head
  return (text) => matchParts(text.toLowerCase(), head, rest, tail)
}

function matchParts(text: string, head: string, middle: readonly string[], tail: string): boolean {
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false
  let at = head.length
  for (const part of middle) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - tail.length
}
