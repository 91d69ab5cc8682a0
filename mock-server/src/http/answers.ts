import { type Fault, type Problem, PROBLEM_MEDIA_TYPE } from '@nobet/contracts'

export const json = (body: unknown, status = 200): Response => Response.json(body, { status })

/** RFC 9457, as the panel says no. `code` is short and kebab-case. */
export function refuse(
  status: number,
  code: string,
  more: { readonly title: string; readonly detail?: string; readonly errors?: readonly Fault[] },
): Response {
  const { errors, ...rest } = more
  const problem: Problem = {
    type: `urn:nobet:problem:${code}`,
    status,
    ...rest,
    ...(errors === undefined ? {} : { errors: errors.map((fault) => ({ ...fault })) }),
  }
  return new Response(JSON.stringify(problem), { status, headers: { 'content-type': PROBLEM_MEDIA_TYPE } })
}

export const notFound = (what: string): Response =>
  refuse(404, 'not-found', { title: 'Not found', detail: `${what} is not here` })
