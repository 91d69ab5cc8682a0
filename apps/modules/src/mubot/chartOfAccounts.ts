/** The part of the Turkish uniform chart of accounts this company uses. */
export const CHART = {
  '100': 'Cash',
  '102': 'Banks',
  '120': 'Customers',
  '191': 'Deductible VAT',
  '320': 'Suppliers',
  '391': 'Calculated VAT',
  '500': 'Capital',
  '600': 'Domestic sales',
  '632': 'General administration expenses',
  '760': 'Marketing expenses',
} as const

export type AccountCode = keyof typeof CHART
// `Object.keys` forgets the literal types of a constant object.
export const ACCOUNT_CODES = Object.keys(CHART) as AccountCode[]
