export type ReadBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'notUtf8' }

/** The body as text, never holding more than `maxBytes` of it. */
export async function readBody(request: Request, maxBytes: number): Promise<ReadBody> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return { kind: 'tooLarge' }
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > maxBytes) {
      // The peer may have gone meanwhile; there is nothing left to tell it.
      reader.cancel().catch(() => undefined)
      return { kind: 'tooLarge' }
    }
    chunks.push(value)
  }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) }
  } catch {
    return { kind: 'notUtf8' }
  }
}
