import type { Caller } from '@nobet/domain/access'
import type { Player } from '../player/startPlayer.ts'

/** What a route knows of the request. */
export interface Call {
  readonly player: Player
  readonly caller: Caller
  readonly request: Request
  readonly query: URLSearchParams
  /** The `:id` of the path, empty where there is none. */
  readonly id: string
}
