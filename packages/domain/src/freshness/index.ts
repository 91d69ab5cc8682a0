export * from './judgeFreshness.ts'
