import * as z from 'zod/mini'
import { Config } from './config.ts'

/** The JSON Schema of `nobet.config.yaml`, for editors. */
export const toConfigJsonSchema = (): Record<string, unknown> => ({
  title: 'nobet.config.yaml',
  description: 'Configuration of the Nöbet panel. Environment variables win over this file.',
  ...z.toJSONSchema(Config, { io: 'input', target: 'draft-7' }),
})
