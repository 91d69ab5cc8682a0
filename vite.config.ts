import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { compiledTexts } from './scripts/build/compiledTexts.ts'
import { guideBook } from './scripts/build/guide/guideBook.ts'

const root = import.meta.dirname
const web = resolve(root, 'apps/web')
const setupFiles = [resolve(root, 'packages/testkit/src/strictWorld.ts')]
const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Serves, and in mock builds emits, MSW's worker straight from the installed package: it can never be stale. */
function mswWorker(): Plugin {
  const file = createRequire(resolve(root, 'mock-server/package.json')).resolve('msw/mockServiceWorker.js')
  let mode = ''
  return {
    name: 'msw-worker',
    configResolved: (config) => {
      mode = config.mode
    },
    configureServer: (server) => {
      server.middlewares.use('/mockServiceWorker.js', (_request, response) => {
        response.setHeader('content-type', 'text/javascript')
        response.end(readFileSync(file))
      })
    },
    generateBundle() {
      if (mode === 'mock')
        this.emitFile({ type: 'asset', fileName: 'mockServiceWorker.js', source: readFileSync(file) })
    },
  }
}

/** What every first load needs comes whole in two files: dozens of small ones compress worse. Libraries change rarely. */
const firstScreen = [
  { name: 'libraries', test: /[\\/]node_modules[\\/]/, tags: ['$initial' as const], priority: 1 },
  { name: 'start', tags: ['$initial' as const] },
]

export default defineConfig(({ mode }) => ({
  root: web,
  base: './',
  plugins: [
    react(),
    mswWorker(),
    compiledTexts({ folder: resolve(web, 'src/i18n'), languages: ['en', 'tr'] }),
    guideBook(resolve(root, 'docs/OPERATIONS_GUIDE.md')),
  ],
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: `http://127.0.0.1:${process.env['NOBET_PORT'] ?? '4400'}`, ws: true } },
  },
  build: {
    outDir: resolve(root, mode === 'mock' ? 'dist/preview' : 'dist/web'),
    emptyOutDir: true,
    target: 'baseline-widely-available',
    manifest: true,
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: firstScreen } } },
  },
  test: {
    root,
    // Most tests wait for sockets and processes more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        test: {
          name: 'node',
          root,
          environment: 'node',
          setupFiles,
          include: [
            '{apps/bff,apps/modules,packages/*,mock-server,load}/src/**/*.test.ts',
            'apps/bff/conformance/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'faults',
          root,
          environment: 'node',
          setupFiles,
          globalSetup: resolve(root, 'apps/bff/faults/buildPanel.setup.ts'),
          include: ['apps/bff/faults/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'scripts',
          root,
          environment: 'node',
          setupFiles,
          include: ['{scripts,alert-rules,grafana}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          root: web,
          environment: 'happy-dom',
          setupFiles,
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.*'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          root: web,
          setupFiles,
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromium, args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
}))
