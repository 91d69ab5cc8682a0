export * from './caller.ts'
export * from './may.ts'
export * from './permission.ts'
