import type { ModuleView } from '@nobet/contracts'
import { useMutation } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useApi } from '../../api/ApiContext.tsx'
import { useSession } from '../../api/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../ui/clock/useNow.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { useLinkFreshness } from '../../ui/link.tsx'
import { useShownState } from '../../ui/probe/useShownState.ts'
import { BoardLink } from '../boards/BoardLink.tsx'
import styles from './ModulePage.module.css'

/** Name, honest state and since when, where it lives, how old the knowledge is, and a probe by hand. */
export function ModuleHead({ module }: { module: ModuleView }) {
  const t = useTranslations('module')
  const panel = useTranslations('panel')
  const roles = useTranslations('role')
  const api = useApi()
  const { data: session } = useSession()
  const probe = useMutation({ mutationFn: () => api.probe(module.id) })
  const shown = useShownState(module)
  const allowed = session?.permissions.includes('modules:probe') ?? false
  const refusal =
    session === undefined || allowed
      ? undefined
      : panel('needRole', { role: roles(session.user.role), need: roles('operator') })
  return (
    <header className={styles['head']}>
      <div className={styles['what']}>
        <h1>{module.title}</h1>
        <StateBadge state={shown.state} known={shown.known} />
        <span className={styles['since']}>
          <Time at={module.since} as="since" />
          {module.rung !== undefined && ` · ${t('atRung', { rung: module.rung })}`}
        </span>
        <Where module={module} />
      </div>
      <Suspense>
        <BoardLink board="mcp-module" vars={{ module: module.id }} />
      </Suspense>
      <Button icon={<RotateCw />} disabled={!allowed || probe.isPending} title={refusal} onClick={() => probe.mutate()}>
        {probe.isPending ? t('probing') : t('probeNow')}
      </Button>
      {probe.isError && (
        <p role="alert" className={styles['failure']}>
          {t('probeFailed', { message: probe.error.message })}
        </p>
      )}
    </header>
  )
}

function Where({ module }: { module: ModuleView }) {
  const t = useTranslations('module')
  const format = useFormat()
  const now = useNow()
  const offline = useLinkFreshness() === 'offline'
  const next = module.nextProbeAt === null || offline ? undefined : Date.parse(module.nextProbeAt) - now
  const parts = [
    module.url ?? t('notProbed'),
    module.server && `${module.server.name} ${module.server.version}`,
    module.era && `${t(module.era)}${module.protocolVersion === undefined ? '' : `, ${module.protocolVersion}`}`,
    module.observedAt === null ? t('neverObserved') : t('lastObserved', { time: format.clock(module.observedAt) }),
    next !== undefined &&
      (next < -(module.intervalMs ?? 0) ? t('overdue') : t('nextProbe', { span: format.ago(Math.min(0, -next)) })),
  ]
  return (
    <p className={styles['where']}>{parts.map((part) => typeof part === 'string' && <span key={part}>{part}</span>)}</p>
  )
}
