import type { ModuleView } from '@nobet/contracts'
import type { ValueFreshness } from '@nobet/domain/freshness'
import { useFreshness } from '../useFreshness.ts'

/** For publishers that do not say over what time they counted. */
const WINDOW_MS = 30_000

/** How far the figures a module published of itself may be believed now: a dead module's last ones are old. */
export const useCallsFreshness = ({ calls }: ModuleView): ValueFreshness =>
  useFreshness(calls?.at ?? null, calls?.windowMs ?? WINDOW_MS)
