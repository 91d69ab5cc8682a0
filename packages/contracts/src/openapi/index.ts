export { OPERATIONS, type OpenApiDocument, toOpenApi } from './toOpenApi.ts'
export type { Operation } from './operation.ts'
