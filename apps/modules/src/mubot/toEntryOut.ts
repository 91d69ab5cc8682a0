import { CHART } from './chartOfAccounts.ts'
import type { Entry } from './entry.ts'
import { toLira } from './money.ts'

/** An entry as it leaves the module: account names beside codes, amounts in lira. */
export const toEntryOut = ({ id, postedAt, description, lines }: Entry) => ({
  id,
  postedAt,
  description,
  lines: lines.map((line) => ({
    account: line.account,
    name: CHART[line.account],
    debit: toLira(line.debit),
    credit: toLira(line.credit),
  })),
})
