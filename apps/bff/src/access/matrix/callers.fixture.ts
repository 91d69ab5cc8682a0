/** Who knocks. `limited`: to the module finbot. `publisher`: the module token of finbot. */
export const CALLERS = {
  anonymous: undefined,
  publisher: { sub: 'finbot', module: 'finbot' },
  viewer: { sub: 'vera', role: 'viewer' },
  operator: { sub: 'elif', role: 'operator' },
  admin: { sub: 'ada', role: 'admin' },
  limitedViewer: { sub: 'lara', role: 'viewer', modules: ['finbot'] },
  limitedOperator: { sub: 'leyla', role: 'operator', modules: ['finbot'] },
  limitedAdmin: { sub: 'levent', role: 'admin', modules: ['finbot'] },
} as const satisfies Record<string, Readonly<Record<string, unknown>> | undefined>
export type CallerName = keyof typeof CALLERS
// Object.keys widens to string[]; the table is const.
export const CALLER_NAMES = Object.keys(CALLERS) as CallerName[]
