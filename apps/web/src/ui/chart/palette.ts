const NAMES = [
  '--q50',
  '--q95',
  '--q99',
  '--c1',
  '--c2',
  '--c3',
  '--c4',
  '--c5',
  '--c6',
  '--c7',
  '--c8',
  '--grid',
  '--axis',
  '--surface-1',
  '--text-1',
  '--warn-mark',
  '--bad-mark',
  '--info-mark',
  '--accent',
  '--stale-mark',
  '--font-ui',
] as const

export type Palette = Readonly<Record<(typeof NAMES)[number], string>>

/** The tokens that a canvas or a picture needs, read from the theme in force. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const entries = NAMES.map((name) => [name, style.getPropertyValue(name).trim()] as const)
  return Object.fromEntries(entries) as Palette // the keys are exactly NAMES
}
