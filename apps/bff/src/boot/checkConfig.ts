import { formatFault } from '../config/configFault.ts'
import { type ConfigDeps, loadConfig } from '../config/loadConfig.ts'

/** `nobet check-config [file]`: every fault on a line of its own, exit code 1 when there is one. */
export function checkConfig(deps: ConfigDeps, file: string | undefined, print: (line: string) => void): 0 | 1 {
  const outcome = loadConfig(deps, file)
  if (outcome.kind === 'faulty') {
    for (const fault of outcome.faults) print(formatFault(fault))
    print(`${outcome.faults.length} fault${outcome.faults.length === 1 ? '' : 's'}`)
    return 1
  }
  for (const warning of outcome.loaded.warnings) print(`warning: ${warning}`)
  print(`${outcome.loaded.path ?? 'no file, defaults and environment'}: no faults`)
  return 0
}
