import { en as connectionEn, tr as connectionTr } from '../features/connection/messages.ts'
import { en as eventsEn, tr as eventsTr } from '../features/events/messages.ts'
import { en as moduleEn, tr as moduleTr } from '../features/module/messages.ts'
import { en as overviewEn, tr as overviewTr } from '../features/overview/messages.ts'
import { en as settingsEn, tr as settingsTr } from '../features/settings/messages.ts'
import { en as toastsEn, tr as toastsTr } from '../features/toasts/messages.ts'
import { en as shellEn, tr as shellTr } from '../shell/messages.ts'
import { en as chartEn, tr as chartTr } from '../ui/chart/messages.ts'
import { en as eventEn, tr as eventTr } from '../ui/event/messages.ts'
import { en as uiEn, tr as uiTr } from '../ui/messages.ts'
import { en as probeEn, tr as probeTr } from '../ui/probe/messages.ts'
import type { Shape } from './shape.ts'

const en = {
  ...uiEn,
  ...probeEn,
  chart: chartEn,
  event: eventEn,
  shell: shellEn,
  overview: overviewEn,
  settings: settingsEn,
  events: eventsEn,
  module: moduleEn,
  connection: connectionEn,
  toasts: toastsEn,
}

const tr = {
  ...uiTr,
  ...probeTr,
  chart: chartTr,
  event: eventTr,
  shell: shellTr,
  overview: overviewTr,
  settings: settingsTr,
  events: eventsTr,
  module: moduleTr,
  connection: connectionTr,
  toasts: toastsTr,
} satisfies Shape<typeof en>

/** Every text of the panel, by namespace. English is the shape; Turkish must have every key. */
export type Messages = typeof en
export const MESSAGES = { en, tr } satisfies Record<'en' | 'tr', Shape<Messages>>

declare module 'use-intl' {
  interface AppConfig {
    Locale: 'en' | 'tr'
    Messages: Messages
  }
}
