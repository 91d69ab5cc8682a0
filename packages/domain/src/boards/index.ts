export * from './boards.ts'
export * from './toBoardUrl.ts'
export * from './toPanelTemplate.ts'
