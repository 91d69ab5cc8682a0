import type { KnipConfig } from 'knip'

export default {
  workspaces: {
    '.': {
      entry: ['scripts/run.mjs!', 'scripts/tasks/index.ts!', 'packages/testkit/src/strictWorld.ts'],
      project: ['scripts/**/*.{ts,mjs}', '*.ts'],
    },
    'apps/web': { entry: ['src/main.tsx!'] },
    'apps/bff': { entry: ['src/main.ts!'] },
    'apps/modules': { entry: ['src/main.ts!'] },
    'packages/*': {},
    'mock-server': {},
    e2e: { entry: ['playwright.config.ts', '**/*.spec.ts'] },
    load: {},
  },
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig
