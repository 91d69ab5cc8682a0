import { en as connection } from '../features/connection/messages.en.ts'
import { en as login } from '../features/login/messages.en.ts'
import { en as overview } from '../features/overview/messages.en.ts'
import { en as toasts } from '../features/toasts/messages.en.ts'
import { en as shell } from '../shell/messages.en.ts'
import { en as event } from '../ui/event/messages.en.ts'
import { en as ui } from '../ui/messages.en.ts'
import { en as probe } from '../ui/probe/messages.en.ts'

/** Every text of the panel in English, by namespace: the shape every other language has to satisfy. */
export const en = {
  ...ui,
  ...probe,
  event,
  shell,
  overview,
  connection,
  login,
  toasts,
}
