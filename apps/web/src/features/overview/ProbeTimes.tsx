import type { ModuleView } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { useNow } from '../../ui/clock/useNow.tsx'
import { useFormat } from '../../ui/format/useFormat.ts'
import { useLinkFreshness } from '../../ui/link.tsx'
import { Time } from '../../ui/Time.tsx'

const UNMEASURED = '–'
/** A probe takes a moment after it is due; only past this is it late. */
const LATE_AFTER_MS = 5_000

export const ObservedAt = ({ module }: { module: ModuleView }) =>
  module.observedAt === null ? UNMEASURED : <Time at={module.observedAt} as="clock" />

/** How long until the next probe; offline nobody knows. */
export function NextProbe({ module }: { module: ModuleView }) {
  const t = useTranslations('overview.card')
  const format = useFormat()
  const now = useNow()
  const offline = useLinkFreshness() === 'offline'
  if (module.nextProbeAt === null || offline) return UNMEASURED
  const left = Date.parse(module.nextProbeAt) - now
  if (left < -LATE_AFTER_MS) return t('overdue')
  return left <= 0 ? t('running') : format.duration(left)
}
