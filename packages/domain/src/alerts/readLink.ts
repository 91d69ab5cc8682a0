/** Reads a link of an annotation: http or https to a host that is allowed, else nothing. */
export type ReadLink = (text: string | undefined) => string | undefined

/** `hosts`: names, or names with a port. */
export function createReadLink(hosts: readonly string[]): ReadLink {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()))
  return (text) => {
    if (text === undefined || !URL.canParse(text)) return undefined
    const { protocol, host, hostname, href } = new URL(text)
    const isWeb = protocol === 'http:' || protocol === 'https:'
    return isWeb && (allowed.has(host) || allowed.has(hostname)) ? href : undefined
  }
}
