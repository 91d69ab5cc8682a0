import { PROBLEM_MEDIA_TYPE } from '../http/problem.ts'
import { EVENT_OPERATIONS } from './eventOperations.ts'
import { HTTP_SCHEMAS, type SchemaName, toComponentSchemas } from './namedSchemas.ts'
import type { Operation, QueryParameter, Reply } from './operation.ts'
import { ALERT_OPERATIONS } from './alertOperations.ts'
import { PANEL_OPERATIONS, PROCESS_OPERATIONS } from './panelOperations.ts'
import { PROXY_OPERATIONS } from './proxyOperations.ts'

/** Every route of the panel, as data. */
export const OPERATIONS: readonly Operation[] = [
  ...EVENT_OPERATIONS,
  ...PANEL_OPERATIONS,
  ...ALERT_OPERATIONS,
  ...PROCESS_OPERATIONS,
  ...PROXY_OPERATIONS,
]

export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
  readonly [key: string]: unknown
}

/** The OpenAPI 3.1 document of the panel; `basePath` is where it is served. */
export function toOpenApi(version: string, basePath = ''): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: toOperationObject(operation) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Nöbet', version, description: 'Live operations panel for MCP servers.' },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { schemas: toComponentSchemas(HTTP_SCHEMAS, 'draft-2020-12') },
  }
}

function toOperationObject({ id, tag, summary, permission, path, query = [], request, replies }: Operation): object {
  const replied = Object.entries(replies).map(([status, reply]) => [status, toResponse(reply)] as const)
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(permission === undefined ? {} : { description: `Needs the permission \`${permission}\`.` }),
    parameters: [...pathParameters(path), ...query.map(toQueryParameter)],
    ...(request === undefined ? {} : { requestBody: { required: true, content: toContent(request) } }),
    responses: { ...Object.fromEntries(replied), default: PROBLEM_RESPONSE },
  }
}

const pathParameters = (path: string): object[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

const toQueryParameter = ({ name, description, type = 'string', maximum }: QueryParameter): object => ({
  name,
  in: 'query',
  description,
  schema: { type, ...(maximum === undefined ? {} : { minimum: 0, maximum }) },
})

const toResponse = ({ description, content }: Reply): object => ({
  description,
  ...(content === undefined ? {} : { content: toContent(content) }),
})

type Body = SchemaName | readonly [SchemaName] | null

const toContent = (content: Readonly<Record<string, Body>>): object =>
  Object.fromEntries(Object.entries(content).map(([mediaType, body]) => [mediaType, toMediaType(body)]))

function toMediaType(body: Body): object {
  if (body === null) return {}
  return { schema: typeof body === 'string' ? toRef(body) : { type: 'array', items: toRef(body[0]) } }
}

const toRef = (name: SchemaName): object => ({ $ref: `#/components/schemas/${name}` })

const PROBLEM_RESPONSE = {
  description: 'What went wrong, RFC 9457',
  content: { [PROBLEM_MEDIA_TYPE]: { schema: toRef('Problem') } },
}
