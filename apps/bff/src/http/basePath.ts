/**
 * The path of a request inside the panel. A proxy may keep the prefix of `server.basePath` or strip it:
 * both arrive at the same route.
 */
export function toInnerPath(pathname: string, basePath: string): string {
  if (basePath === '') return pathname
  if (pathname === basePath) return '/'
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname
}
