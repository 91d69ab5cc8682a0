export { type AsyncApiDocument, toAsyncApi } from './toAsyncApi.ts'
