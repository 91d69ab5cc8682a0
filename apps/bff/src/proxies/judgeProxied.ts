import { type Caller, may } from '@nobet/domain/access'
import type { ProblemOptions } from '../http/problem.ts'
import type { UpstreamId } from '../upstreams/gateway.ts'
import type { ProxyRoute } from './proxyRoute.ts'

const REQUEST_HEADER = 'x-nobet-request'

export interface Asked {
  readonly upstream: UpstreamId
  readonly method: string
  /** Raw, below the upstream's prefix. */
  readonly path: string
  readonly isMarked: boolean
}

/** Whether this caller may ask this: `undefined` lets it go on. The mark is {@link REQUEST_HEADER}: 1. */
export function judgeProxied(caller: Caller, route: ProxyRoute | undefined, asked: Asked): ProblemOptions | undefined {
  const { upstream, method } = asked
  if (caller.publisher !== undefined) return forbidden("a module's token may publish its events, and nothing else")
  if (route === undefined) return { ...NOT_LISTED, detail: explain(asked), upstream }
  if (caller.modules !== undefined) {
    return forbidden(`${caller.name} is limited to modules, and what ${upstream} answers is about all of them`)
  }
  if (!may(caller, route.permission)) return forbidden(`${caller.name} (${caller.role}) lacks ${route.permission}`)
  if (caller.session === undefined || route.isRead || asked.isMarked) return undefined
  return {
    status: 403,
    code: 'unmarked-request',
    title: 'Not marked as asked by the page',
    detail: `${method} on a cookie session needs ${REQUEST_HEADER}: 1`,
  }
}

export const isMarked = (headers: Readonly<Record<string, string | string[] | undefined>>): boolean =>
  headers[REQUEST_HEADER] === '1'

const SHOWN_CHARS = 200

function explain({ upstream, method, path }: Asked): string {
  const shown = `${method} ${path.slice(0, SHOWN_CHARS)}`
  const isEscaped = /[%\\;]|\/\/|\/\.{1,2}(\/|$)/.test(path)
  return isEscaped
    ? `${shown} of ${upstream}: escapes, backslashes, empty and dot segments have no place in a path here`
    : `${shown} of ${upstream} is not on the list of what may be asked through the panel`
}

const NOT_LISTED = { status: 403, code: 'not-listed', title: 'Not asked through the panel' } as const
const forbidden = (detail: string): ProblemOptions => ({
  status: 403,
  code: 'forbidden',
  title: 'Not permitted',
  detail,
})
