import { type Answer, json, text } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { parseJson } from '../http/parseJson.ts'
import { readBody } from '../http/readBody.ts'
import { TracesRequest } from './otlp.ts'
import { toSpans } from './toSpans.ts'
import type { TraceStore } from './traceStore.ts'

const INVALID_ARGUMENT = 3

/** `POST /v1/traces`, OTLP/HTTP with JSON; 415 for protobuf too, which the stand-in cannot read. */
export async function answerOtlp({ incoming }: Call, store: TraceStore): Promise<Answer> {
  const type = (incoming.headers['content-type'] ?? '').split(';')[0]?.trim()
  const body = await readBody(incoming)
  if (type !== 'application/json') {
    return text(415, '415 unsupported media type, supported: [application/json] (this is a Tempo stand-in)')
  }
  if (body === 'tooLarge') return text(413, 'http: request body too large')
  if (body === 'badBody') return refuse('gzip: invalid header')
  const request = TracesRequest.safeParse(parseJson(body.toString()))
  if (!request.success) {
    const [issue] = request.error.issues
    return refuse(`ReadObject: ${issue?.message ?? 'not an object'} at ${issue?.path.join('.') || 'the top'}`)
  }
  const spans = toSpans(request.data)
  if ('refused' in spans) return refuse(spans.refused)
  const rejected = store.add(spans, body.length)
  if (rejected === 0) return json(200, { partialSuccess: {} })
  const errorMessage = 'the trace is full'
  return json(200, { partialSuccess: { rejectedSpans: String(rejected), errorMessage } })
}

function refuse(message: string): Answer {
  return json(400, { code: INVALID_ARGUMENT, message })
}
