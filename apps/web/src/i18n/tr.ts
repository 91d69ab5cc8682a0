import { tr as connection } from '../features/connection/messages.tr.ts'
import { tr as login } from '../features/login/messages.tr.ts'
import { tr as overview } from '../features/overview/messages.tr.ts'
import { tr as toasts } from '../features/toasts/messages.tr.ts'
import { tr as shell } from '../shell/messages.tr.ts'
import { tr as event } from '../ui/event/messages.tr.ts'
import { tr as ui } from '../ui/messages.tr.ts'
import { tr as probe } from '../ui/probe/messages.tr.ts'
import type { en } from './en.ts'
import type { Shape } from './shape.ts'

export const tr = {
  ...ui,
  ...probe,
  event,
  shell,
  overview,
  connection,
  login,
  toasts,
} satisfies Shape<typeof en>
