import type { Session } from '@nobet/contracts'
import { type Caller, may, PERMISSIONS, type Permission } from '@nobet/domain/access'
import { type Context, Hono } from 'hono'
import type { SessionCookie } from '../access/sessions/sessionCookie.ts'
import type { Sessions } from '../access/sessions/sessions.ts'
import type { AppEnv } from './appEnv.ts'
import { problem, type ProblemOptions } from './problem.ts'

const FULL_RETRY_S = '60'

export interface SessionRoutesDeps {
  readonly authMode: Session['auth']
  readonly sessions: Sessions
  readonly cookie: SessionCookie
}

type Ask = Context<AppEnv>

/** `/session`: sign in with a bearer token, who am I, sign out. The cookie holds a random id, never the token. */
export function createSessionRoutes({ authMode, sessions, cookie }: SessionRoutesDeps): Hono<AppEnv> {
  const show = (caller: Caller): Session => toSession(caller, authMode)
  const hostOf = (context: Ask) => context.req.header('host') ?? ''

  /** A browser that signs in again has no use for the session it had. */
  const endFormer = async (context: Ask) => {
    const former = cookie.read(hostOf(context), context.req.header('cookie'))
    const caller = former === undefined ? undefined : await sessions.read(former)
    if (caller?.session !== undefined) await sessions.end(caller.session)
  }

  const onSignIn = async (context: Ask): Promise<Response> => {
    if (authMode === 'none') return refuse(context, NO_SESSIONS)
    if (context.req.header('authorization') === undefined) return refuse(context, NO_BEARER)
    const caller = context.get('caller')
    if (cookie.set(hostOf(context), '', 0) === undefined) return refuse(context, NEEDS_HTTPS)
    await endFormer(context)
    const opened = await sessions.open(caller)
    if (opened.kind === 'full') return refuse(context, TOO_MANY)
    context.header('set-cookie', cookie.set(hostOf(context), opened.id, opened.lifeMs) ?? '')
    return context.json({ ...show(caller), via: 'cookie' } satisfies Session, 201)
  }

  const onSignOut = async (context: Ask): Promise<Response> => {
    if (authMode === 'none') return refuse(context, NO_SESSIONS)
    const { session } = context.get('caller')
    if (session === undefined) return refuse(context, NOT_BY_COOKIE)
    await sessions.end(session)
    context.header('set-cookie', cookie.clear(hostOf(context)))
    return context.body(null, 204)
  }

  return new Hono<AppEnv>()
    .get('/session', (context) => context.json(show(context.get('caller'))))
    .post('/session', onSignIn)
    .delete('/session', onSignOut)
}

// Object.keys widens to string[]; the table is const.
const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[]

function toSession(caller: Caller, auth: Session['auth']): Session {
  const { name, role, modules, expiresAt, session } = caller
  return {
    user: { name, role },
    auth,
    permissions: PERMISSION_NAMES.filter((permission) => may(caller, permission)),
    ...(modules === undefined ? {} : { modules: [...modules] }),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
    ...(auth === 'none' ? {} : { via: session === undefined ? 'bearer' : 'cookie' }),
  }
}

const refuse = (context: Ask, options: ProblemOptions): Response =>
  problem({ ...options, traceId: context.get('traceId') })

const NO_SESSIONS: ProblemOptions = {
  status: 409,
  code: 'no-sessions',
  title: 'There are no sessions here',
  detail: 'with NOBET_AUTH=none nobody signs in; set NOBET_AUTH=jwt',
}
const NO_BEARER: ProblemOptions = {
  status: 400,
  code: 'bearer-required',
  title: 'A token is needed to sign in',
  detail: 'send it as "Authorization: Bearer <token>"',
}
const NEEDS_HTTPS: ProblemOptions = {
  status: 400,
  code: 'needs-https',
  title: 'A session needs https here',
  detail: 'over plain http a cookie is set for this machine only; serve the panel by https and set NOBET_PUBLIC_URL',
}
const NOT_BY_COOKIE: ProblemOptions = {
  status: 409,
  code: 'no-session',
  title: 'No session to end',
  detail: 'this request came with a token of its own; it ends when it expires',
}
const TOO_MANY: ProblemOptions = {
  status: 503,
  code: 'too-many-sessions',
  title: 'No room for another session now',
  headers: { 'retry-after': FULL_RETRY_S },
}
