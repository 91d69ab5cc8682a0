import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { renderBoards } from './src/renderBoards.ts'
import { DEFAULT_PANEL_URL } from './src/toBoard.ts'

const [panelUrl = DEFAULT_PANEL_URL, folder] = process.argv.slice(2)
const target = folder === undefined ? join(import.meta.dirname, 'dashboards') : resolve(folder)

mkdirSync(target, { recursive: true })
for (const [name, content] of renderBoards(panelUrl)) writeFileSync(join(target, name), content)
