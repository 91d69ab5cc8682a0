const GZIP = /(?:^|,)\s*(?:gzip|x-gzip|\*)\s*(?:;\s*q=([\d.]+)\s*)?(?=,|$)/i

/** Whether an `accept-encoding` takes gzip; a quality of 0 says no (RFC 9110, 12.5.3). */
export function acceptsGzip(header: string | undefined): boolean {
  if (header === undefined) return false
  const match = GZIP.exec(header)
  return match !== null && (match[1] === undefined || Number(match[1]) > 0)
}
