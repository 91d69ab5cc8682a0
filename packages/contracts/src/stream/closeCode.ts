/** WebSocket close codes we send; 1001, 1009 and 1012 are the standard's own. */
export const CLOSE = {
  goingAway: 1001,
  tooLarge: 1009,
  restarting: 1012,
  protocol: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  timeout: 4408,
  tooFastOrSlow: 4429,
} as const
