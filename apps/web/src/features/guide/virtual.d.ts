/** Made from docs/OPERATIONS_GUIDE.md by scripts/build/guide. */
declare module 'virtual:guide/en' {
  export const sections: readonly import('./model.ts').Section[]
}
declare module 'virtual:guide/tr' {
  export const sections: readonly import('./model.ts').Section[]
}
declare module 'virtual:guide/runbooks' {
  export const runbooks: readonly import('./model.ts').RunbookName[]
}
