import { defineTool, type ModuleKit, succeeded } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { CURRENCIES } from '../market.ts'
import { runFxScenario } from '../fxScenario.ts'

const Shock = z.optional(z.number().check(z.gte(-90), z.lte(300)))

/** `fx_scenario`: what a move of the market would do to the positions. */
export const fxScenario = ({ clock }: Pick<ModuleKit, 'clock'>) =>
  defineTool({
    name: 'fx_scenario',
    title: 'FX scenario',
    description: 'Revalues all foreign positions after each currency moves against TRY by the given percentage.',
    input: z.object({ shockPct: z.object({ USD: Shock, EUR: Shock, GBP: Shock }) }),
    output: z.object({
      exposures: z.array(
        z.object({
          currency: z.enum(CURRENCIES),
          balance: z.number(),
          rate: z.number(),
          shockedRate: z.number(),
          impactTry: z.number(),
        }),
      ),
      baseTry: z.number(),
      shockedTry: z.number(),
      impactTry: z.number(),
    }),
    handle({ shockPct }) {
      const moves = Object.fromEntries(Object.entries(shockPct).filter(([, pct]) => pct !== undefined))
      const result = runFxScenario(moves, clock.now())
      return succeeded(`Positions would change by ${result.impactTry} TRY`, {
        ...result,
        exposures: [...result.exposures],
      })
    },
  })
