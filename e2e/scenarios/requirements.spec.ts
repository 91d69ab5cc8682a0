import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { REQUIREMENTS } from '../requirements.ts'

test('every requirement is proved by a scenario, and every scenario names one that exists', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const sources = files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  const cited = new Set(sources.flatMap((source) => source.match(/(?<=\[)[A-Z]+-\d+(?=\])/g) ?? []))
  expect([...cited].toSorted()).toEqual(Object.keys(REQUIREMENTS).toSorted())
})
