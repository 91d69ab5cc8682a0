/** `20261122T105000Z`: a time in UTC that every file system takes in a name. Epoch ms or ISO. */
export const toFileStamp = (at: number | string): string =>
  new Date(at).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')
