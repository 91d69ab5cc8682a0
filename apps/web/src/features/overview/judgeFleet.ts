import type { ModuleState } from '@nobet/contracts'
import { STATE_ORDER } from '../../ui/tone.ts'

export interface FleetMember {
  readonly title: string
  readonly state: ModuleState
}

/** Modules in the same state, worst state first. */
export interface FleetGroup {
  readonly state: ModuleState
  readonly titles: readonly string[]
}

/** Groups a fleet by state, worst first; every module is in exactly one group. */
export function judgeFleet(members: readonly FleetMember[]): FleetGroup[] {
  return STATE_ORDER.map((state) => ({
    state,
    titles: members.filter((member) => member.state === state).map((member) => member.title),
  })).filter((group) => group.titles.length > 0)
}
