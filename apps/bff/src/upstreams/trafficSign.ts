/** What one request made for somebody says of its upstream; without a reason it answered as it should. */
export interface TrafficSign {
  readonly reason: string | undefined
  /** It could not be reached at all. */
  readonly isAway: boolean
}
