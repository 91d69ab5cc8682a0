import { isLoopbackHost } from '../admission.ts'

const SECURE_NAME = '__Host-nobet'
const PLAIN_NAME = 'nobet'
const ID_PATTERN = /^[\w-]{43}$/

/** How the session cookie travels to and from the host a request named (PROTOCOL "Who may come in"). */
export interface SessionCookie {
  /** The session id of a `Cookie` header. */
  read(host: string, cookies: string | undefined): string | undefined
  /** `Set-Cookie` for a new session; `undefined` where no cookie may be set: plain http to another machine. */
  set(host: string, id: string, lifeMs: number): string | undefined
  clear(host: string): string
}

/** `__Host-` cookies need `Path=/` whatever the base path; the plain one does alike, since a proxy may strip the prefix. */
export function createSessionCookie(publicUrl: string | undefined): SessionCookie {
  const secureHost = publicUrl?.startsWith('https:') === true ? new URL(publicUrl).host.toLowerCase() : undefined
  const isSecure = (host: string) => secureHost !== undefined && host.toLowerCase() === secureHost
  const nameFor = (host: string) => (isSecure(host) ? SECURE_NAME : PLAIN_NAME)
  const write = (host: string, id: string, maxAgeS: number) =>
    `${nameFor(host)}=${id}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict${isSecure(host) ? '; Secure' : ''}`

  return {
    read(host, cookies) {
      // A plain cookie under a public name could have been planted by a neighbour of that name.
      if (!isSecure(host) && !isLoopbackHost(host)) return undefined
      const prefix = `${nameFor(host)}=`
      const found = cookies?.split(';').find((pair) => pair.trimStart().startsWith(prefix))
      const id = found?.trim().slice(prefix.length) ?? ''
      return ID_PATTERN.test(id) ? id : undefined
    },
    set: (host, id, lifeMs) =>
      isSecure(host) || isLoopbackHost(host) ? write(host, id, Math.max(1, Math.floor(lifeMs / 1000))) : undefined,
    clear: (host) => write(host, '', 0),
  }
}
