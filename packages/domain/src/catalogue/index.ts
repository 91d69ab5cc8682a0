export * from './canonicalJson.ts'
export * from './catalogueDrift.ts'
