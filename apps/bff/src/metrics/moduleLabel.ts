/** A label never takes a value straight from the wire: modules that are not configured become `_other`. */
export const createModuleLabel =
  (configured: readonly string[]) =>
  (module: string | undefined): string =>
    module !== undefined && configured.includes(module) ? module : '_other'
