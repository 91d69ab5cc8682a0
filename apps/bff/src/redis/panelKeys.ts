/** Redis keys of what panels share beside the log. */
export const PANEL_KEYS = {
  /** Hash of panel → its sessions by module. */
  replicas: '{nobet:panel}:replicas',
  catalogue: (module: string) => `{nobet:panel}:catalogue:${module}`,
} as const
