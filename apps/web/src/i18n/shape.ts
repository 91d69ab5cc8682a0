/** The same keys with any text: what a translation has to satisfy, so that a missing one fails the type check. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }
