export * from './applyItem.ts'
export * from './emptyWorld.ts'
export * from './foldWorld.ts'
