import { may, type Permission } from '@nobet/domain/access'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/appEnv.ts'
import { problem } from '../http/problem.ts'

const MODULE_PERMISSION = /^(modules|catalogue):/

/** The one permission check of every HTTP route; `:id` under `/modules/` is held against the caller's limit. */
export const requirePermission = (permission: Permission) =>
  createMiddleware<AppEnv>(async (context, next) => {
    const module = MODULE_PERMISSION.test(permission) ? context.req.param('id') : undefined
    const caller = context.get('caller')
    if (may(caller, permission, module)) return await next()
    context.set('denied', permission)
    return problem({
      status: 403,
      code: 'forbidden',
      title: 'Not permitted',
      detail: `${caller.name} (${caller.role}) lacks ${permission}${module === undefined ? '' : ` on ${module}`}`,
      traceId: context.get('traceId'),
    })
  })
