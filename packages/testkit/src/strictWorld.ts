// A Vitest setup file: its import is the effect.
import { afterEach } from 'vitest'
import { judgeConsole, startStrictConsole } from './strictConsole.ts'

startStrictConsole()
afterEach(judgeConsole)
