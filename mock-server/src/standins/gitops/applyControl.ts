import type { Argocd } from './argocd.ts'
import type { Control } from './control.ts'
import { type Kyverno, POLICIES } from './kyverno.ts'

/** The cluster that is not there: what both exporters tell, and who of them is silent. */
export interface Cluster {
  readonly argocd: Argocd
  readonly kyverno: Kyverno
  readonly silent: Record<'argocd' | 'kyverno', boolean>
}

/** Does what was asked; the value is a sentence when there is no such application or policy. */
export function applyControl(cluster: Cluster, control: Control): string | undefined {
  const { argocd, kyverno, silent } = cluster
  switch (control.do) {
    case 'app':
      return changeApp(argocd, control)
    case 'remove':
      return argocd.apps.delete(control.name) ? undefined : noSuchApp(argocd, control.name)
    case 'sync':
      if (!argocd.apps.has(control.name)) return noSuchApp(argocd, control.name)
      argocd.sync(control.name, control.phase, control.count)
      return undefined
    case 'gitFailure':
      argocd.gitFailure(control.request, control.count)
      return undefined
    case 'cluster':
      argocd.connect(control.connected)
      return undefined
    case 'policy': {
      const policy = POLICIES.find(({ name }) => name === control.name)
      if (policy === undefined)
        return `no policy ${control.name}; there are ${POLICIES.map(({ name }) => name).join(', ')}`
      kyverno.result(policy.name, control.result, control.count)
      return undefined
    }
    case 'admission':
      kyverno.admission(control.allowed, control.seconds, control.count)
      return undefined
    case 'silence':
      silent[control.exporter] = control.silent
      return undefined
  }
}

function changeApp({ apps }: Argocd, change: Extract<Control, { do: 'app' }>): string | undefined {
  const held = apps.get(change.name)
  if (held === undefined) return noSuchApp({ apps }, change.name)
  apps.set(change.name, {
    ...held,
    syncStatus: change.syncStatus ?? held.syncStatus,
    healthStatus: change.healthStatus ?? held.healthStatus,
    autosync: change.autosync ?? held.autosync,
    operation: change.operation ?? held.operation,
  })
  return undefined
}

const noSuchApp = ({ apps }: Pick<Argocd, 'apps'>, name: string) =>
  `no application ${name}; there are ${[...apps.keys()].join(', ')}`
