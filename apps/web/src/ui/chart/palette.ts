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

/** The tokens that a canvas or a picture needs, read from the theme in force; colours as `#rrggbb`. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  })
  const entries = NAMES.map((name) => {
    const text = style.getPropertyValue(name).trim()
    return [name, name === '--font-ui' || context === null ? text : toHex(text, context)] as const
  })
  return Object.fromEntries(entries) as Palette // the keys are exactly NAMES
}

/** A canvas reads short colours faster than those of the tokens, and it reads them at every stroke. */
function toHex(colour: string, context: CanvasRenderingContext2D): string {
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
