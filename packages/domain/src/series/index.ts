export * from './alignRange.ts'
export * from './downsample.ts'
export * from './findGaps.ts'
export * from './summarise.ts'
