/** Class names that apply, joined; what is `undefined` or `false` is left out. */
export const cx = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ')
