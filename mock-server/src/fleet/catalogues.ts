import type { Catalogue } from '@nobet/contracts'

const READ_ONLY = { readOnlyHint: true, openWorldHint: false }

const objectSchema = (properties: Record<string, { readonly type: string; readonly description: string }>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})

export const FINBOT_CATALOGUE: Catalogue = {
  tools: [
    {
      name: 'get_rate',
      title: 'Exchange rate',
      description: 'The present rate of a currency in TRY.',
      inputSchema: objectSchema({ currency: { type: 'string', description: 'USD, EUR or GBP' } }),
      annotations: READ_ONLY,
    },
    {
      name: 'cash_flow_forecast',
      title: 'Cash-flow forecast',
      description: 'Projects the cash position week by week.',
      inputSchema: objectSchema({ weeks: { type: 'integer', description: 'Weeks ahead, 1 to 26' } }),
      annotations: READ_ONLY,
    },
    {
      name: 'budget_variance',
      title: 'Budget variance',
      description: 'Compares actual spending with the budget of a month.',
      inputSchema: objectSchema({ month: { type: 'string', description: 'YYYY-MM' } }),
      annotations: READ_ONLY,
    },
    {
      name: 'fx_scenario',
      title: 'FX scenario',
      description: 'Values the open positions after a move of an exchange rate.',
      inputSchema: objectSchema({
        pair: { type: 'string', description: 'Such as EUR/TRY' },
        shiftPercent: { type: 'number', description: 'Move of the rate' },
      }),
      annotations: READ_ONLY,
    },
  ],
  resources: [
    { uri: 'finbot://accounts', name: 'accounts', description: 'Bank accounts with present balances' },
    { uri: 'finbot://market', name: 'market', description: 'Volatility of the exchange rates' },
  ],
  prompts: [{ name: 'treasury_brief', description: 'Asks for a short treasury report for the coming days' }],
  hash: 'sha256:5b0c7d1a9e42',
  observedAt: null,
}

export const MUBOT_CATALOGUE: Catalogue = {
  tools: [
    {
      name: 'ledger_entries',
      title: 'Ledger entries',
      description: 'Lists the entries of an account.',
      inputSchema: objectSchema({ account: { type: 'string', description: 'Account code, such as 120' } }),
      annotations: READ_ONLY,
    },
    {
      name: 'ingest_invoice',
      title: 'Ingest invoice',
      description: 'Reads an invoice and posts it to the ledger.',
      inputSchema: objectSchema({ document: { type: 'string', description: 'UBL-TR XML' } }),
      annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true },
    },
    {
      name: 'trial_balance',
      title: 'Trial balance',
      description: 'Debits and credits of every account at a day.',
      inputSchema: objectSchema({ date: { type: 'string', description: 'YYYY-MM-DD' } }),
      annotations: READ_ONLY,
    },
  ],
  resources: [
    { uri: 'mubot://ledger/2026-11', name: 'Ledger of November 2026' },
    { uri: 'mubot://chart-of-accounts', name: 'Chart of accounts' },
  ],
  prompts: [],
  hash: 'sha256:c2f48e90b71d',
  observedAt: null,
}

export const OBSERVABILITY_CATALOGUE: Catalogue = {
  tools: [
    {
      name: 'list_modules',
      title: 'List modules',
      description: 'State of every module as the panel sees it.',
      inputSchema: objectSchema({}),
      annotations: READ_ONLY,
    },
    {
      name: 'recent_events',
      title: 'Recent events',
      description: 'The newest events of the log.',
      inputSchema: objectSchema({ limit: { type: 'integer', description: '1 to 100' } }),
      annotations: READ_ONLY,
    },
    {
      name: 'run_promql',
      title: 'Run a PromQL query',
      description: 'Evaluates an instant query when Prometheus is configured.',
      inputSchema: objectSchema({ query: { type: 'string', description: 'PromQL' } }),
      annotations: READ_ONLY,
    },
  ],
  resources: [{ uri: 'observability://modules', name: 'Modules' }],
  prompts: [],
  hash: 'sha256:91ae3305f6c8',
  observedAt: null,
}
