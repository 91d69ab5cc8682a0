export * from './reduceToasts.ts'
export * from './toast.ts'
