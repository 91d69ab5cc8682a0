/** Redis keys of what panels share beside the log. */
export const PANEL_KEYS = {
  /** Hash of panel → its sessions by module. */
  replicas: '{nobet:panel}:replicas',
  /** Refused tokens of one address; gone with its window. */
  attempts: (address: string) => `{nobet:panel}:attempts:${address}`,
  /** Hash of panel → what an operator saved. */
  savedPanels: '{nobet:panel}:panels',
  catalogue: (module: string) => `{nobet:panel}:catalogue:${module}`,
} as const
