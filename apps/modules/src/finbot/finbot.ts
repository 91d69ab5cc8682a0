import { definePrompt, defineResource, type ModuleDefinition, type ModuleKit } from '@nobet/mcp-kit'
import * as z from 'zod/mini'
import { accountsAt, totalCashAt } from './accounts.ts'
import { startRateBook, type RateBook } from './rates.ts'
import { CURRENCIES } from './market.ts'
import { budgetVarianceTool } from './tools/budgetVariance.ts'
import { cashFlowForecast } from './tools/cashFlowForecast.ts'
import { fxScenario } from './tools/fxScenario.ts'
import { getRate } from './tools/getRate.ts'

/** FinBot: treasury questions over accounts, budgets and exchange rates. */
export const finbot: ModuleDefinition = {
  id: 'finbot',
  title: 'FinBot',
  version: '0.1.0',
  instructions:
    'Treasury assistant: cash-flow forecasts, budget variance, exchange rates and FX scenarios. Amounts in TRY.',
  build(kit) {
    const book = startRateBook(kit)
    return {
      tools: [getRate(book), cashFlowForecast(kit), budgetVarianceTool(kit), fxScenario(kit)],
      resources: [accountsResource(kit), ratesResource(book)],
      prompts: [treasuryBrief],
      context: () => describe(kit, book),
    }
  },
}

const accountsResource = ({ clock }: ModuleKit) =>
  defineResource({
    name: 'accounts',
    uri: 'finbot://accounts',
    title: 'Accounts',
    description: 'Bank accounts with present balances',
    read: () => ({ asOf: new Date(clock.now()).toISOString(), accounts: accountsAt(clock.now()) }),
  })

const ratesResource = (book: RateBook) =>
  defineResource({
    name: 'market',
    uri: 'finbot://market',
    title: 'Market',
    description: 'Volatility of the exchange rates and how long quotes are kept',
    read: () => book.regime(),
  })

const treasuryBrief = definePrompt({
  name: 'treasury_brief',
  title: 'Treasury brief',
  description: 'Asks for a short treasury report for the coming days',
  args: z.object({ days: z.optional(z.string()) }),
  render: ({ days }) =>
    `Write a treasury brief for the next ${days ?? '14'} days. Use cash_flow_forecast, budget_variance and fx_scenario ` +
    '(USD and EUR up 5 %). Lead with the lowest cash day, then departments over budget, then FX risk. Ten lines at most.',
})

async function describe(kit: ModuleKit, book: RateBook) {
  const quotes = await Promise.all(CURRENCIES.filter((c) => c !== 'TRY').map((currency) => book.rate(currency)))
  const rates = Object.fromEntries(quotes.map((quote) => [quote.currency, quote.inTry]))
  const cashTry = Math.round(totalCashAt('TRY', kit.clock.now()))
  const { regime, volatilityBp, rateTtlMs } = book.regime()
  const summary = `Cash ${(cashTry / 1e6).toFixed(1)} M TRY, USD/TRY ${rates['USD'] ?? '–'}, ${regime} market`
  return { summary, cashTry, rates, regime, volatilityBp, rateTtlMs }
}
