import type { ModuleState } from '@nobet/contracts'
import { useTranslations } from 'use-intl'
import { cx } from './cx.ts'
import { type Known, StatusMark } from './StatusMark.tsx'
import styles from './StateBadge.module.css'
import { type Tone, toneOfState } from './tone.ts'
import tones from './tone.module.css'

interface Props {
  readonly state: ModuleState
  /** `last`: the state is only the last one known, so the shape is an outline and the word is in the past. */
  readonly known: Known
  readonly size?: 'normal' | 'small'
}

/** State of a module as silhouette, colour and word. */
export function StateBadge({ state, known, size = 'normal' }: Props) {
  const now = useTranslations('state')
  const was = useTranslations('stateWas')
  return (
    <Badge tone={toneOfState(state)} known={known} size={size}>
      {known === 'now' ? now(state) : was(state)}
    </Badge>
  )
}

/** The same look for any judged word. */
export function Badge({
  tone,
  known = 'now',
  size = 'normal',
  children,
}: {
  tone: Tone
  known?: Known
  size?: 'normal' | 'small'
  children: string
}) {
  const open = known === 'last' || tone === 'stale' || tone === 'unknown'
  return (
    <span
      className={cx(styles['badge'], styles[size], tones[tone], open && styles['open'])}
      data-tone={tone}
      data-known={known}
    >
      <StatusMark tone={tone} known={known} size={size === 'small' ? 12 : 14} />
      {children}
    </span>
  )
}
