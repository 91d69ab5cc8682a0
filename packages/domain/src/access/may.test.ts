import { ROLES } from '@nobet/contracts'
import { describe, expect, it } from 'vitest'
import type { Caller } from './caller.ts'
import { may, mayPublish, mayReadEvent, mayReadTopic, maySubscribe, sees } from './may.ts'
import { PERMISSIONS, type Permission } from './permission.ts'

const caller = (over: Partial<Caller> = {}): Caller => ({ name: 'elif', role: 'viewer', ...over })
const permissions = Object.entries(PERMISSIONS)

describe('the one permission check', () => {
  it('grants each permission from its lowest role on and to no one below', () => {
    for (const [permission, lowest] of permissions)
      for (const role of ROLES)
        expect(may(caller({ role }), permission as Permission), `${role} ${permission}`).toBe(
          ROLES.indexOf(role) >= ROLES.indexOf(lowest),
        )
  })

  it('keeps a caller inside the modules of the token, whatever the role', () => {
    const limited = caller({ role: 'admin', modules: ['finbot'] })
    expect(may(limited, 'modules:read', 'finbot')).toBe(true)
    expect(may(limited, 'modules:read', 'mubot')).toBe(false)
    expect(mayReadEvent(limited, { type: 'cache.ttl.changed', module: 'mubot' })).toBe(false)
    expect(sees(limited, ['*'], { type: 'mcp.health.changed', module: 'mubot' })).toBe(false)
    expect(sees(limited, ['*'], { type: 'mcp.health.changed', module: 'finbot' })).toBe(true)
  })

  it('lets only admins read the audit topic', () => {
    expect(mayReadTopic(caller({ role: 'operator' }), 'audit')).toBe(false)
    expect(mayReadTopic(caller({ role: 'admin' }), 'audit')).toBe(true)
    expect(sees(caller(), ['*'], { type: 'audit.recorded' })).toBe(false)
  })

  it('keeps what is about the whole panel from a caller limited to modules, also an admin', () => {
    const limited = caller({ role: 'admin', modules: ['finbot'] })
    expect(may(limited, 'audit:read')).toBe(false)
    expect(may(limited, 'config:read')).toBe(false)
    expect(mayReadTopic(limited, 'audit')).toBe(false)
    expect(mayPublish(limited, { type: 'console.started' })).toBe(false)
    expect(mayPublish(limited, { type: 'mcp.health.changed', module: 'finbot' })).toBe(true)
    expect(mayPublish(limited, { type: 'mcp.health.changed', module: 'mubot' })).toBe(false)
  })

  it('denies what it does not know', () => {
    expect(mayReadTopic(caller({ role: 'admin' }), 'secrets')).toBe(false)
    expect(maySubscribe(caller({ role: 'admin' }), 'secrets')).toBe(false)
  })

  it("binds a module's token to its module, to three types and to reverse-DNS ones, and lets it read nothing", () => {
    const module = caller({ role: 'admin', publisher: 'finbot' })
    expect(mayPublish(module, { type: 'mcp.context.updated', module: 'finbot' })).toBe(true)
    expect(mayPublish(module, { type: 'com.example.batch.done', module: 'finbot' })).toBe(true)
    expect(mayPublish(module, { type: 'mcp.context.updated', module: 'mubot' })).toBe(false)
    expect(mayPublish(module, { type: 'mcp.health.changed', module: 'finbot' })).toBe(false)
    expect(mayPublish(module, { type: 'alert.fake.firing', module: 'finbot' })).toBe(false)
    expect(may(module, 'events:read')).toBe(false)
    expect(maySubscribe(module, '*')).toBe(false)
  })

  it('lets an admin publish and an operator not', () => {
    expect(mayPublish(caller({ role: 'admin' }), { type: 'mcp.health.changed', module: 'x' })).toBe(true)
    expect(mayPublish(caller({ role: 'operator' }), { type: 'mcp.context.updated', module: 'x' })).toBe(false)
  })
})
