import type { World } from '@nobet/contracts'
import { type Caller, may, mayReadTopic } from '@nobet/domain/access'

/** The part of the picture the caller may see: the same rules as for the events it was folded from. */
export function toVisibleWorld(caller: Caller, world: World): World {
  const mayReadAlerts = mayReadTopic(caller, 'alerts')
  const mayReadConsole = mayReadTopic(caller, 'console')
  return {
    ...world,
    modules: keep(world.modules, (_module, id) => may(caller, 'modules:read', id)),
    alerts: keep(world.alerts, ({ module }) => mayReadAlerts && may(caller, 'alerts:read', module)),
    upstreams: mayReadConsole ? world.upstreams : {},
    console: mayReadConsole ? world.console : null,
  }
}

function keep<T>(
  record: Readonly<Record<string, T>>,
  isVisible: (value: T, key: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => isVisible(value, key)))
}
