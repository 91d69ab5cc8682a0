import { toAsyncApi } from '@nobet/contracts/asyncapi'
import { toOpenApi } from '@nobet/contracts/openapi'
import { Hono } from 'hono'
import type { AppEnv } from './appEnv.ts'

/** The published contracts, made once. */
export function createSpecRoutes(version: string, basePath: string): Hono<AppEnv> {
  const openApi = JSON.stringify(toOpenApi(version, basePath))
  const asyncApi = JSON.stringify(toAsyncApi(version, basePath))
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache' }
  return new Hono<AppEnv>()
    .get('/openapi.json', (context) => context.body(openApi, 200, headers))
    .get('/asyncapi.json', (context) => context.body(asyncApi, 200, headers))
}
