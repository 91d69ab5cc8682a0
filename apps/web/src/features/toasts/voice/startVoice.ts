import { openKeys, reaches, type Wake } from '@nobet/domain/toasts'
import type { RulesStore } from '../rules.ts'
import type { Tabs } from '../startTabs.ts'
import type { Toasts } from '../startToasts.ts'
import type { Payload } from '../toNotice.ts'
import type { Desktop } from './startDesktop.ts'
import type { LeaderElection } from './startLeader.ts'
import type { Sound } from './startSound.ts'

/** A tab that takes over says what its forerunner may not have said in this time. */
const TAKE_OVER_MS = 15_000
const SAID_MAX = 50

export interface VoiceDeps {
  readonly toasts: Pick<Toasts, 'store'>
  readonly rules: Pick<RulesStore, 'getState'>
  readonly tabs: Tabs
  readonly sound: Sound
  readonly desktop: Desktop
  /** Which tab is heard, and which raises notes: a tab may be able to do one and not the other. */
  readonly speaker: LeaderElection
  readonly herald: LeaderElection
  readonly now: () => number
}

/** Finds the words of a note in the chosen language. */
export type ToWords = (payload: Payload) => { readonly title: string; readonly text: string }

export interface Voice extends Pick<VoiceDeps, 'sound' | 'desktop' | 'speaker' | 'herald'> {
  readonly setWords: (words: ToWords) => void
  /** Plays the sound here, whoever leads. */
  readonly test: (critical: boolean) => void
  readonly stop: () => void
}

/** Says aloud, and on the desktop, what wakes: once for all tabs. */
export function startVoice(deps: VoiceDeps): Voice {
  const { toasts, rules, sound, desktop, speaker, herald } = deps
  let words: ToWords | undefined
  const isHeard = () => sound.store.getState().state === 'on'
  const isNoted = () => desktop.store.getState().state === 'granted'
  const sounds = startMouth(deps, speaker, {
    name: 'sound',
    can: isHeard,
    say: ({ notice, critical }) => {
      const { sound: floor, volume } = rules.getState()
      if (reaches(notice, floor)) sound.play(critical, volume)
    },
  })
  const notes = startMouth(deps, herald, {
    name: 'desktop',
    can: isNoted,
    say: ({ notice, critical }) => {
      if (words === undefined || !reaches(notice, rules.getState().desktop)) return
      const { title, text } = words(notice.payload)
      desktop.show({ key: notice.key, title, body: text, critical })
    },
  })
  const offs = [
    sounds,
    notes,
    sound.store.subscribe(() => speaker.stand(isHeard())),
    desktop.store.subscribe(() => herald.stand(isNoted())),
    toasts.store.subscribe((now, before) => {
      if (now.toasts === before.toasts) return
      const open = new Set(now.toasts.flatMap(openKeys))
      desktop.keep((key) => open.has(key))
    }),
  ]
  speaker.stand(isHeard())
  herald.stand(isNoted())
  return {
    sound,
    desktop,
    speaker,
    herald,
    setWords: (next) => {
      words = next
    },
    test: (critical) => sound.play(critical, rules.getState().volume),
    stop: () => {
      for (const off of offs) off()
      for (const part of [speaker, herald, desktop, sound]) part.stop()
    },
  }
}

interface Mouth {
  readonly name: string
  readonly can: () => boolean
  readonly say: (wake: Wake<Payload>) => void
}

/** Says each wake once, in the tab that leads. */
function startMouth({ toasts, tabs, now }: VoiceDeps, election: LeaderElection, mouth: Mouth): () => void {
  const said: string[] = []
  const remember = (id: string) => {
    said.push(id)
    if (said.length > SAID_MAX) said.shift()
  }
  const say = (wake: Wake<Payload>) => {
    const { leader } = election.store.getState()
    const id = `${mouth.name} ${wake.notice.key} ${wake.at}`
    if (said.includes(id) || !(leader === 'mine' || (leader === 'unshared' && mouth.can()))) return
    remember(id)
    tabs.tell({ type: 'said', id })
    mouth.say(wake)
  }
  const offs = [
    tabs.onTold((message) => message.type === 'said' && remember(message.id)),
    toasts.store.subscribe((after, before) => {
      if (after.wake !== undefined && after.wake !== before.wake) say(after.wake)
    }),
    election.store.subscribe(({ leader }) => {
      const { wake } = toasts.store.getState()
      if (leader === 'mine' && wake !== undefined && now() - wake.at < TAKE_OVER_MS) say(wake)
    }),
  ]
  return () => {
    for (const off of offs) off()
  }
}
