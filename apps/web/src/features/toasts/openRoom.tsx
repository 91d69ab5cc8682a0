import type { EventBatch } from '@nobet/stream-client'
import type { ReactNode } from 'react'
import type { Live } from '../../live/startLive.ts'
import { ArmControl } from './arm/ArmControl.tsx'
import { NotificationBell } from './centre/NotificationBell.tsx'
import type { Room } from './late.tsx'
import { PartsProvider } from './RoomContext.tsx'
import { type RulesDeps, startRules } from './rules.ts'
import { startTabs } from './startTabs.ts'
import { startToasts, type ToastDeps } from './startToasts.ts'
import { startTabSign, type TabSignDeps } from './startTabSign.ts'
import { Toasts as Corner } from './Toasts.tsx'
import { type DesktopDeps, startDesktop } from './voice/startDesktop.ts'
import { type LeaderDeps, startLeader } from './voice/startLeader.ts'
import { type SoundDeps, startSound } from './voice/startSound.ts'
import { startVoice } from './voice/startVoice.ts'

export interface RoomDeps extends Pick<ToastDeps, 'now' | 'minuteOf' | 'every' | 'hidden'> {
  readonly live: Pick<Live, 'onBatch' | 'link' | 'world'>
  readonly rules: RulesDeps
  readonly openChannel: (() => BroadcastChannel) | undefined
  readonly sound: SoundDeps
  readonly desktop: DesktopDeps
  readonly locks: LeaderDeps['locks']
  /** Names what tabs of this panel share. */
  readonly name: string
  readonly sign: TabSignDeps['sign']
}

/** Everything about toasts: what makes them, what says them aloud, and what shows them. */
export function openRoom(deps: RoomDeps, missed: readonly EventBatch[]): Room {
  const rules = startRules(deps.rules)
  const tabs = startTabs(deps.openChannel)
  const toasts = startToasts({ ...deps, rules, tabs, missed })
  const news = {
    locks: deps.locks,
    every: deps.every,
    onNews: (listener: () => void) => tabs.onTold(({ type }) => type === 'voice' && listener()),
    tellNews: () => tabs.tell({ type: 'voice' }),
  }
  const voice = startVoice({
    toasts,
    rules,
    tabs,
    now: deps.now,
    sound: startSound(deps.sound),
    desktop: startDesktop(deps.desktop),
    speaker: startLeader({ ...news, name: `${deps.name}.sound` }),
    herald: startLeader({ ...news, name: `${deps.name}.desktop` }),
  })
  const stopSign = startTabSign({ live: deps.live, sign: deps.sign })
  const parts = { toasts, voice, rules }
  const inRoom = (children: ReactNode) => <PartsProvider parts={parts}>{children}</PartsProvider>
  return {
    toasts,
    Corner: () => inRoom(<Corner />),
    Tools: () =>
      inRoom(
        <>
          <ArmControl />
          <NotificationBell />
        </>,
      ),
    Provide: ({ children }) => inRoom(children),
    stop: () => {
      stopSign()
      voice.stop()
      toasts.stop()
      tabs.stop()
      rules.stop()
    },
  }
}
