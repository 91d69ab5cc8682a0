import { defineConfig, devices } from '@playwright/test'
import { clearLatencies } from './support/latencies.ts'

const args = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

// Workers read this file too, with the environment of the first reading: only that one begins a run.
if (process.env['NOBET_E2E_RUNS'] === undefined) clearLatencies()
process.env['NOBET_E2E_RUNS'] = 'yes'

export default defineConfig({
  testDir: 'scenarios',
  outputDir: '../.nobet/e2e/results',
  reporter: [['list'], ['json', { outputFile: '../.nobet/e2e/results.json' }], ['./reporter/metricsReporter.ts']],
  // Each scenario runs its own product: more at once than this and two cores starve the probes.
  workers: 2,
  projects: [
    { name: 'product', testIgnore: 'stack/**' },
    // One stack for all of them: half a dozen servers beside the product.
    { name: 'stack', testMatch: 'stack/**', workers: 1 },
  ],
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Istanbul',
    launchOptions: { executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium', args },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
