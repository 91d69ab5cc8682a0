export * from './formatExposition.ts'
export * from './operationBuckets.ts'
