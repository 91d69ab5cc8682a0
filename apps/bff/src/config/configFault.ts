/** One thing wrong with the configuration. `where`: `file:line:column`, or the variable. */
export interface ConfigFault {
  readonly where: string
  readonly key: string
  readonly expected: string
  /** What stood there; absent for secrets. */
  readonly got?: string
  readonly hint?: string
}

export const formatFault = ({ where, key, expected, got, hint }: ConfigFault): string =>
  [
    `${where}: `,
    key === '' ? '' : `${key}: `,
    expected,
    got === undefined ? '' : `, got ${got}`,
    hint === undefined ? '' : ` (${hint})`,
  ].join('')
