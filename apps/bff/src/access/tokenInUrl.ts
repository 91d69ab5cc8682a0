const TOKEN_NAMES = /[?&](token|access_token|id_token|jwt|bearer|authorization)=/i
const JWT_SHAPE = /eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g

/** Whether a path and query carry a token: URLs end in logs, histories and proxies. */
export const hasTokenInUrl = (url: string): boolean => TOKEN_NAMES.test(url) || url.search(JWT_SHAPE) >= 0

/** A path as it may be logged. */
export const withoutToken = (path: string): string => path.replace(JWT_SHAPE, '[token]')

/** What every door answers to one. */
export const TOKEN_IN_URL = {
  status: 400,
  code: 'token-in-url',
  title: 'A token does not belong into a URL',
  detail:
    'URLs end in logs. Send the token as "Authorization: Bearer …" or as hello.token, and let this one count as known to others',
} as const
