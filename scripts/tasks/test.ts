import { toAlertRulesStage } from '../checks/alertRules.ts'
import { buildStage } from '../checks/buildStage.ts'
import { firstRouteBudget, noMocksInProduction } from '../checks/budgets.ts'
import { runStages } from '../checks/stage.ts'
import { STATIC_CHECKS } from '../checks/staticChecks.ts'
import { endToEndStage, unitStage } from '../checks/testStages.ts'
import { toToolsStage } from '../checks/toolsStage.ts'
import { STACK_TOOLS } from '../stack/stackTools.ts'
import { resolveTools } from '../tools/resolveTools.ts'
import type { ToolName } from '../tools/tools.ts'
import type { Task } from './task.ts'

const WANTED: readonly ToolName[] = ['chromium', ...STACK_TOOLS, 'promtool', 'amtool', 'nginx']

/** Everything there is to check. */
export const test: Task = async (context) => {
  const tools = await resolveTools(context, WANTED)
  return runStages({ ...context, env: tools.env }, [
    toToolsStage(tools),
    ...STATIC_CHECKS,
    toAlertRulesStage(tools),
    buildStage,
    firstRouteBudget,
    noMocksInProduction,
    unitStage,
    endToEndStage,
  ])
}
