import type { SchemaName } from './namedSchemas.ts'

export interface QueryParameter {
  readonly name: string
  readonly description: string
  readonly type?: 'string' | 'integer'
  readonly maximum?: number
}

export interface Reply {
  readonly description: string
  /** Media type to the schema of its body; `null` for text that has none. */
  readonly content?: Readonly<Record<string, SchemaName | null>>
}

/** One route of the panel, as data. Every operation also answers `Problem` for what goes wrong. */
export interface Operation {
  readonly method: 'get' | 'post' | 'delete' | 'put'
  /** With `{id}` for parameters. */
  readonly path: string
  readonly id: string
  readonly tag: 'alerts' | 'events' | 'modules' | 'panel' | 'process' | 'upstreams'
  readonly summary: string
  /** The named permission it needs; none: any caller, or nobody in particular. */
  readonly permission?: string
  readonly query?: readonly QueryParameter[]
  readonly request?: Readonly<Record<string, SchemaName | readonly [SchemaName] | null>>
  readonly replies: Readonly<Record<number, Reply>>
}

export const json = (description: string, schema: SchemaName): Reply => ({
  description,
  content: { 'application/json': schema },
})
