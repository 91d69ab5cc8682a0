/** Languages by their own names: never translated. */
export const LANGUAGE_NAMES = [
  ['en', 'English'],
  ['tr', 'Türkçe'],
] as const
