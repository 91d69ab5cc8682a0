import { join } from 'node:path'
import { generateRules } from '../../alert-rules/src/generateRules.ts'

/** The repository's rules with the waits of `values.stack.yaml`, their links leading into this stack. */
export const toStackRules = (root: string, links: { readonly panel: string; readonly grafana: string }) =>
  generateRules(
    join(root, 'alert-rules'),
    'stack',
    new Map([
      ['links.panel', links.panel],
      ['links.grafana', links.grafana],
    ]),
  )
