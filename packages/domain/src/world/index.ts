export { applyItem } from './applyItem.ts'
export * from './createFold.ts'
export * from './emptyWorld.ts'
export { foldWorld } from './foldWorld.ts'
