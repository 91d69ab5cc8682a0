import type { Fault, Parsed } from '@nobet/contracts'

/** A binary-mode request as the attributes and `data` it stands for; nothing is validated but the encoding. */
export function decodeBinary(headers: Headers, contentType: string, body: string): Parsed<unknown> {
  const faults: Fault[] = []
  const event: Record<string, unknown> = { datacontenttype: contentType }
  for (const [header, value] of headers) {
    if (!header.startsWith('ce-')) continue
    const name = header.slice('ce-'.length)
    const text = decodeHeaderValue(value)
    if (!ATTRIBUTE_NAME.test(name)) faults.push({ path: header, expected: 'an attribute name of a-z and 0-9' })
    else if (text === undefined) faults.push({ path: header, expected: 'percent-encoded UTF-8' })
    else if (name !== 'data' && name !== 'datacontenttype') event[name] = text
  }
  if (body !== '') {
    const data = readJson(body)
    if (data === undefined) faults.push({ path: 'data', expected: 'valid JSON' })
    else event['data'] = data.value
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: event }
}

const ATTRIBUTE_NAME = /^[a-z\d]{1,64}$/

/** HTTP binding 1.0, 3.1.3.2: first the double quotes of HTTP, then one round of percent-decoding. */
function decodeHeaderValue(value: string): string | undefined {
  const quoted = /^"(.*)"$/s.exec(value)?.[1]
  try {
    return decodeURIComponent(quoted === undefined ? value : quoted.replaceAll(/\\(.)/gs, '$1'))
  } catch {
    return undefined
  }
}

function readJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
