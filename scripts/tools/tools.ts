/** A program that is not in npm, and the Debian packages that hold it. */
export interface Tool {
  /** Names it may have on PATH; the first is the one commands use. */
  readonly names: readonly [string, ...string[]]
  /** Packages to fetch and unpack when it is not on PATH. */
  readonly packages: readonly [string, ...string[]]
  /** Where the program lies in them. */
  readonly path: string
  /** Too large and too entangled to unpack: installed for the whole system, which needs root. */
  readonly systemWide?: true
  /** The variable that may name the program instead. */
  readonly variable?: string
}

/** Every program a command or a test may want; another one is another line. */
export const TOOLS = {
  'redis-server': {
    names: ['redis-server'],
    packages: ['redis-server', 'redis-tools'],
    path: 'usr/bin/redis-server',
  },
  prometheus: { names: ['prometheus'], packages: ['prometheus'], path: 'usr/bin/prometheus' },
  promtool: { names: ['promtool'], packages: ['prometheus'], path: 'usr/bin/promtool' },
  'prometheus-alertmanager': {
    names: ['prometheus-alertmanager'],
    packages: ['prometheus-alertmanager'],
    path: 'usr/bin/prometheus-alertmanager',
  },
  'prometheus-redis-exporter': {
    names: ['prometheus-redis-exporter'],
    packages: ['prometheus-redis-exporter'],
    path: 'usr/bin/prometheus-redis-exporter',
  },
  'prometheus-pushgateway': {
    names: ['prometheus-pushgateway'],
    packages: ['prometheus-pushgateway'],
    path: 'usr/bin/prometheus-pushgateway',
  },
  amtool: { names: ['amtool'], packages: ['prometheus-alertmanager'], path: 'usr/bin/amtool' },
  nginx: { names: ['nginx'], packages: ['nginx'], path: 'usr/sbin/nginx' },
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium'],
    path: 'usr/bin/chromium',
    systemWide: true,
    variable: 'CHROMIUM_PATH',
  },
} as const satisfies Record<string, Tool>

export type ToolName = keyof typeof TOOLS
