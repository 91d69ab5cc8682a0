import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateRules } from './src/generateRules.ts'
import { PLACES } from './src/values.ts'

const folder = import.meta.dirname

for (const place of PLACES) {
  const files = generateRules(folder, place)
  const target = join(folder, 'generated', place)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  for (const [name, content] of files) writeFileSync(join(target, name), content)
}
