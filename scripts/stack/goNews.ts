const MAX_REMEMBERED = 100
const WORTH_SAYING = /\blevel=(?:warn|error|fatal)\b/i
/** What makes two equal complaints look different. */
const VARIES = /ts=\S+ |\\"traceId\\":\\"[0-9a-f]+\\"|num_alerts=\d+/g

/** Of the log lines of a server written in Go the complaints, each once: such servers repeat them every few seconds. */
export function createGoNews(): (line: string) => string | undefined {
  const said = new Set<string>()
  return (line) => {
    if (!WORTH_SAYING.test(line)) return undefined
    const complaint = line.replaceAll(VARIES, '')
    if (said.has(complaint)) return undefined
    if (said.size >= MAX_REMEMBERED) said.clear()
    said.add(complaint)
    return complaint
  }
}
