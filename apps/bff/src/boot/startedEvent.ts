import type { CloudEvent } from '@nobet/contracts'
import type { PanelDeps } from './panelDeps.ts'
import { uuidv7 } from './uuidv7.ts'
import { VERSION } from './version.ts'

/** The first event of this process. */
export function toStartedEvent({ clock, randomBytes }: PanelDeps, instance: string): CloudEvent {
  const now = clock.now()
  return {
    specversion: '1.0',
    id: uuidv7(now, randomBytes(10)),
    source: '/console',
    type: 'console.started',
    subject: instance,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    severity: 'info',
    data: { instance, version: VERSION, log: 'memory' },
  }
}
