/** The path the panel is served under, without a trailing slash, as the server wrote it into the page. */
export function readBasePath(page: ParentNode): string {
  const content = page.querySelector('meta[name="nobet-base"]')?.getAttribute('content') ?? ''
  const path = content.replace(/\/+$/, '')
  return path === '' || path.startsWith('/') ? path : `/${path}`
}
