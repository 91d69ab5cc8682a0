import { toAlertRulesStage } from '../checks/alertRules.ts'
import { buildStage } from '../checks/buildStage.ts'
import { firstRouteBudget, noMocksInProduction } from '../checks/budgets.ts'
import { runStages } from '../checks/stage.ts'
import { STATIC_CHECKS } from '../checks/staticChecks.ts'
import { unitStage } from '../checks/testStages.ts'
import { resolveTools } from '../tools/resolveTools.ts'
import type { Task } from './task.ts'

/** All that needs no running product: static checks, build, budgets, unit tests. */
export const verify: Task = async (context) => {
  const tools = await resolveTools(context, ['chromium', 'promtool', 'amtool'])
  const stages = [
    ...STATIC_CHECKS,
    toAlertRulesStage(tools),
    buildStage,
    firstRouteBudget,
    noMocksInProduction,
    unitStage,
  ]
  return runStages({ ...context, env: tools.env }, stages)
}
