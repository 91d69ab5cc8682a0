import { HTTP_LIMITS, parseJsonWith } from '@nobet/contracts'
import type { Context } from 'hono'
import type * as z from 'zod/mini'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'
import { readBody } from '../sources/publish/readBody.ts'

/** The body as `schema` wants it, or the answer that says what is wrong with it. An empty body is `{}`. */
export async function readJson<S extends z.ZodMiniType>(
  context: Context<AppEnv>,
  schema: S,
): Promise<{ readonly ok: true; readonly value: z.infer<S> } | { readonly ok: false; readonly response: Response }> {
  const body = await readBody(context.req.raw, HTTP_LIMITS.eventBytes)
  const traceId = context.get('traceId')
  if (body.kind === 'tooLarge') {
    const detail = `at most ${HTTP_LIMITS.eventBytes} bytes`
    return {
      ok: false,
      response: problem({ status: 413, code: 'too-large', title: 'Body too large', detail, traceId }),
    }
  }
  const text = body.kind === 'text' && body.text.trim() !== '' ? body.text : '{}'
  const parsed =
    body.kind === 'text'
      ? parseJsonWith(schema, text)
      : { ok: false as const, faults: [{ path: '', expected: 'UTF-8 text' }] }
  if (parsed.ok) return parsed
  const title = 'Not what this route takes; nothing was changed'
  return {
    ok: false,
    response: problem({ status: 400, code: 'invalid-body', title, errors: parsed.faults, traceId }),
  }
}
