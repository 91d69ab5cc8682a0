import { run } from './boot/run.ts'

await run({ args: process.argv.slice(2), env: process.env, scriptDir: import.meta.dirname })
