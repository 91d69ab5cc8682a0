import { type Answer, streamed } from './answer.ts'
import type { Call } from './call.ts'

export type Handled = Answer | typeof streamed

export interface Route {
  method: string
  /** `/api/traces/:id`; a last `*` takes the rest of the path. */
  path: string
  answer: (call: Call) => Handled | Promise<Handled>
}

/** The first route that fits, with its parameters; `undefined` when none does. */
export function findRoute(routes: readonly Route[], call: Call): { route: Route; call: Call } | undefined {
  for (const route of routes) {
    if (route.method !== call.method && route.method !== '*') continue
    const params = matchPath(route.path, call.path)
    if (params !== undefined) return { route, call: { ...call, params } }
  }
  return undefined
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  const given = path.split('/')
  const wanted = pattern.split('/')
  for (const [at, want] of wanted.entries()) {
    if (want === '*') return { ...params, rest: given.slice(at).join('/') }
    const have = given[at]
    if (have === undefined) return undefined
    if (want.startsWith(':')) {
      const value = decode(have)
      if (value === undefined || value === '') return undefined
      params[want.slice(1)] = value
    } else if (want !== have) return undefined
  }
  return given.length === wanted.length ? params : undefined
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
