import type { KnipConfig } from 'knip'

export default {
  workspaces: {
    '.': {
      entry: ['scripts/run.mjs!', 'scripts/tasks/index.ts!', 'alert-rules/generate.ts'],
      project: ['scripts/**/*.{ts,mjs}', 'alert-rules/**/*.ts', '*.ts'],
      ignoreBinaries: ['promtool'],
    },
    'apps/web': {
      entry: ['public/*.js', 'src/ui/chart/bench/main.tsx'],
      // The style sheet names the font files by url(); the last two are what the PromQL editor asks its user to bring.
      ignoreDependencies: [
        '@fontsource-variable/inter',
        '@fontsource-variable/jetbrains-mono',
        '@lezer/lr',
        '@prometheus-io/lezer-promql',
      ],
    },
    // Fixtures and preloads are started as processes of their own.
    'apps/bff': {
      entry: ['src/main.ts!', 'faults/clockAhead.mjs', 'src/redis/leaseHolder.fixture.ts'],
      ignoreBinaries: ['ip'],
    },
    'apps/modules': {
      entry: ['src/main.ts!'],
      // mcp-kit is bundled into the modules, so what it needs at run time must be theirs.
      ignoreDependencies: ['@hono/node-server', '@modelcontextprotocol/server', 'hono', 'pino', 'prom-client'],
    },
    'packages/*': {},
    'mock-server': {},
    grafana: { entry: ['generate.ts'] },
    e2e: { entry: ['scenarios/**/*.ts', 'support/loopback.mjs', 'reporter/fixture/**/*.ts'] },
    load: {
      entry: [
        'browser/naive/main.ts',
        'fanout/{run,server,clients}.ts',
        'redis/{run,publisher,receiver}.ts',
        'proxy/{run,client,peer,staticUpstream}.ts',
      ],
      ignoreBinaries: ['redis-server'],
    },
  },
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig
