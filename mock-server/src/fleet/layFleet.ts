import { createRandom } from '../player/random.ts'
import type { TimelineEntry } from '../world/mockWorld.ts'
import { FLEET, MUBOT } from './fleet.ts'
import { layChecks, type Span } from './layChecks.ts'
import { layContexts, layMetrics } from './layTraffic.ts'

const HISTORY_MS = 3_600_000
const MINUTE_MS = 60_000
/** How far back the modules' own updates go; an hour of them would be most of the log. */
const TALK_MS = 10 * MINUTE_MS
/** The panel begins with its modules one after the other, in the order they are configured. */
const STAGGER_MS = 150

/** The three modules' ordinary life: the hour before the world begins, and its loop. One slow spell lies behind them. */
export function layFleet(seed: number, durationMs: number): TimelineEntry[] {
  const random = createRandom(seed)
  const span: Span = { fromMs: -HISTORY_MS, untilMs: durationMs }
  const spell: Span = { fromMs: -26 * MINUTE_MS, untilMs: -21 * MINUTE_MS }
  return FLEET.flatMap((module, index) => [
    ...layChecks(
      module,
      { ...span, fromMs: span.fromMs + index * STAGGER_MS, slow: module === MUBOT ? [spell] : [] },
      random,
    ),
    ...layMetrics(module, span, random),
    ...layContexts(module, { ...span, fromMs: -TALK_MS }, random),
  ])
}

/** When the panel itself came up: just before the first thing it saw. */
export const STARTED_AT_MS = -HISTORY_MS - 1_000

/** In order of time; what happens together keeps the order it was written in. */
export const inOrder = (entries: readonly TimelineEntry[]): TimelineEntry[] =>
  entries.toSorted((one, other) => one.atMs - other.atMs)
