import type { CloudEvent, Severity } from '@nobet/contracts'
import type { PanelDeps } from './panelDeps.ts'
import { VERSION } from './version.ts'

/** An event of the panel about itself. */
export function toConsoleEvent(
  { clock, instance, newId }: Pick<PanelDeps, 'clock'> & { readonly instance: string; readonly newId: () => string },
  type: string,
  severity: Severity,
  data: object,
): CloudEvent {
  return {
    specversion: '1.0',
    id: newId(),
    source: '/console',
    type,
    subject: instance,
    time: new Date(clock.now()).toISOString(),
    datacontenttype: 'application/json',
    severity,
    data: { instance, version: VERSION, ...data },
  }
}
