const UPSTREAMS = [
  ['Prometheus', 'NOBET_PROMETHEUS_URL'],
  ['Redis', 'NOBET_REDIS_URL'],
  ['Alertmanager', 'NOBET_ALERTMANAGER_URL'],
  ['Grafana', 'NOBET_GRAFANA_URL'],
  ['Tempo', 'NOBET_TEMPO_URL'],
] as const

const NAME_WIDTH = 14

/** One line for each thing the panel can be connected to: where it is, or the variable that would say so. */
export function describeConfiguration(env: NodeJS.ProcessEnv): string[] {
  const modules = (env['NOBET_MODULES'] ?? '').split(',').filter((entry) => entry !== '')
  return [
    line(
      'Modules',
      modules.length === 0 ? 'none: set NOBET_MODULES=id=url,id=url' : modules.map(hideSecrets).join(', '),
    ),
    ...UPSTREAMS.map(([name, variable]) => line(name, describeUpstream(env[variable], variable))),
    ...(env['NOBET_CONFIG'] ? [line('Config file', env['NOBET_CONFIG'])] : []),
  ]
}

const line = (name: string, text: string) => `  ${name.padEnd(NAME_WIDTH)}${text}`

const describeUpstream = (value: string | undefined, variable: string) =>
  value === undefined || value === '' ? `not configured: set ${variable}` : hideSecrets(value)

const hideSecrets = (text: string) => text.replace(/\/\/[^/@\s]*@/g, '//…@')
