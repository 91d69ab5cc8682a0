import type { Config } from '@nobet/contracts/config'

/** One configured MCP server. */
export interface ModuleTarget {
  readonly id: string
  readonly title?: string
  readonly url: string
  /** Bearer token the panel presents when it probes. */
  readonly token?: string
}

/** In the order of the configuration. */
export const toModuleTargets = (modules: Config['modules']): ModuleTarget[] =>
  Object.entries(modules).map(([id, entry]) => {
    if (typeof entry === 'string') return { id, url: entry }
    const { url, title, token } = entry
    return { id, url, ...(title === undefined ? {} : { title }), ...(token === undefined ? {} : { token }) }
  })
