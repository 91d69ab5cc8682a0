import * as z from 'zod/mini'
import { type Clock, systemClock } from '../clock.ts'
import { createModule, type Module, type ModuleOptions } from '../module/createModule.ts'
import type { ModuleDefinition, ModuleKit } from '../module/definition.ts'
import { type ListeningModule, startModuleServer } from '../module/listen.ts'
import { systemRandom } from '../random.ts'
import { silentLogger } from '../telemetry/logger.ts'
import { definePrompt } from '../tool/definePrompt.ts'
import { defineResource, defineResourceTemplate } from '../tool/defineResource.ts'
import { defineTool } from '../tool/defineTool.ts'
import { failed, succeeded } from '../tool/toolOutcome.ts'

export const add = defineTool({
  name: 'add',
  title: 'Add',
  description: 'Adds two numbers',
  input: z.object({ a: z.number(), b: z._default(z.number(), 1) }),
  output: z.object({ sum: z.number() }),
  handle: ({ a, b }) => (a === 13 ? failed('refused', 'thirteen is unlucky') : succeeded(`${a + b}`, { sum: a + b })),
})

export const count = defineTool({
  name: 'count',
  title: 'Count',
  description: 'Counts with progress, then throws when told to',
  input: z.object({ to: z.number(), explode: z._default(z.boolean(), false) }),
  output: z.object({ reached: z.number() }),
  rateLimit: { perSecond: 0.001, burst: 3 },
  async handle({ to, explode }, context) {
    for (let done = 1; done <= to; done += 1) await context.progress(done, to, `at ${done}`)
    if (explode) throw new Error('secret detail')
    return succeeded(`${to}`, { reached: to })
  },
})

/** A module with one of everything, for the kit's own tests. */
export const createSample = (onBuild: (kit: ModuleKit) => void = () => undefined): ModuleDefinition => ({
  id: 'sample',
  title: 'Sample',
  version: '1.2.3',
  instructions: 'For tests.',
  build(kit) {
    onBuild(kit)
    const say = defineTool({
      name: 'say',
      title: 'Say',
      description: 'Publishes what it is told',
      input: z.object({ text: z.string() }),
      output: z.object({ text: z.string() }),
      handle({ text }) {
        kit.publish({ type: 'mcp.context.updated', data: { summary: text } })
        return succeeded(text, { text })
      },
    })
    return {
      tools: [add, count, say],
      resources: [
        defineResource({
          name: 'fixed',
          uri: 'sample://fixed',
          title: 'Fixed',
          description: 'Fixed',
          read: () => ({ fixed: true }),
        }),
        defineResourceTemplate({
          name: 'numbered',
          uriTemplate: 'sample://numbered/{n}',
          title: 'Numbered',
          description: 'Numbered',
          list: () => [{ uri: 'sample://numbered/1', name: 'One' }],
          read: ({ n }) => (n === '1' ? { n } : undefined),
        }),
      ],
      prompts: [
        definePrompt({
          name: 'greet',
          title: 'Greet',
          description: 'Greets',
          args: z.object({ name: z.string() }),
          render: ({ name }) => `Hello ${name}`,
        }),
      ],
      context: () => ({ summary: 'all well' }),
    }
  },
})

export interface RunningSample {
  readonly module: Module
  readonly server: ListeningModule
}

export async function runSample(
  definition: ModuleDefinition,
  options: ModuleOptions = {},
  clock: Clock = systemClock,
): Promise<RunningSample> {
  const module = createModule(
    definition,
    { clock, random: systemRandom, fetch: globalThis.fetch, logger: silentLogger },
    options,
  )
  const started = await startModuleServer(module, 0)
  if (!started.ok) throw new Error(started.reason)
  return { module, server: started.server }
}
