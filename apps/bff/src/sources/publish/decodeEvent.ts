import { CloudEvent, type Fault, findDataFaults, type Parsed, parseWith } from '@nobet/contracts'

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/
const JSON_MEDIA = /^[^;]*[/+]json\s*(;|$)/i

/** One event from unknown input: the envelope, its payload, and the `data` schema of the types we know. */
export function decodeEvent(input: unknown): Parsed<CloudEvent> {
  const parsed = parseWith(CloudEvent, input)
  if (!parsed.ok) return parsed
  const payload = readPayload(parsed.value)
  if (!payload.ok) return payload
  const faults = findDataFaults(payload.value)
  return faults.length > 0 ? { ok: false, faults } : payload
}

/** `data_base64` that declares itself JSON becomes `data`; other bytes are carried as they came. */
function readPayload(event: CloudEvent): Parsed<CloudEvent> {
  const { data_base64: encoded, ...rest } = event
  if (encoded === undefined) return { ok: true, value: event }
  if (event.data !== undefined) return refuse('data and data_base64 exclude each other')
  if (typeof encoded !== 'string' || !BASE64.test(encoded)) return refuse('base64 text')
  if (!JSON_MEDIA.test(event.datacontenttype ?? '')) return { ok: true, value: event }
  const data = readJson(Buffer.from(encoded, 'base64').toString())
  return data === undefined
    ? refuse('base64 of the JSON that datacontenttype announces')
    : { ok: true, value: { ...rest, data: data.value } }
}

function readJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function refuse(expected: string): Parsed<CloudEvent> {
  const fault: Fault = { path: 'data_base64', expected }
  return { ok: false, faults: [fault] }
}
