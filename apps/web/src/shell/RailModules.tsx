import type { ModuleView } from '@nobet/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useModuleList } from '../live/LiveContext.tsx'
import { Hidden } from '../ui/Hidden.tsx'
import { useShownState } from '../ui/probe/useShownState.ts'
import { StatusMark } from '../ui/StatusMark.tsx'
import { toneOfState } from '../ui/tone.ts'

interface LinkLook {
  readonly linkClass: string | undefined
  readonly active: { readonly className: string; readonly 'aria-current': 'page' }
}

/** One entry for each module, with its honest state. */
export function RailModules(look: LinkLook) {
  return useModuleList().map((module) => <RailModule key={module.id} module={module} {...look} />)
}

function RailModule({ module, linkClass, active }: LinkLook & { module: ModuleView }) {
  const { state, known } = useShownState(module)
  const now = useTranslations('state')
  const was = useTranslations('stateWas')
  const word = known === 'now' ? now(state) : was(state)
  return (
    <Link
      to="/modules/$moduleId"
      params={{ moduleId: module.id }}
      className={linkClass}
      activeProps={active}
      activeOptions={{ includeSearch: false }}
      title={`${module.title}: ${word}`}
    >
      <StatusMark tone={toneOfState(state)} known={known} size={12} />
      <span>{module.title}</span>
      <Hidden>{word}</Hidden>
    </Link>
  )
}
