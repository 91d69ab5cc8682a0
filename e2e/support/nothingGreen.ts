import { expect, type Page } from '@playwright/test'

/** Hues an eye calls green, in degrees; saturation and opacity from which it sees a colour at all. */
const GREEN = { fromHue: 85, toHue: 185, saturation: 0.25, opacity: 0.1 }
const PIXEL_STEP = 4

/**
 * Walks every element that is drawn and every pixel of every canvas: none may be green. The connection's own parts
 * (`data-sure`) may, since they speak of the link itself.
 */
export async function expectNothingGreen(page: Page): Promise<void> {
  await expect.poll(() => findGreenOn(page), { message: 'something is green' }).toEqual([])
}

/** What on the page is green. */
export const findGreenOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(findGreen, { ...GREEN, pixelStep: PIXEL_STEP })

/** Runs in the page: everything it needs is inside. */
function findGreen(rule: typeof GREEN & { pixelStep: number }): string[] {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  if (pen === null) throw new Error('no canvas')
  const known = new Map<string, boolean>()

  const isGreen = (r: number, g: number, b: number, alpha: number): boolean => {
    const high = Math.max(r, g, b)
    const span = high - Math.min(r, g, b)
    if (alpha < rule.opacity * 255 || high === 0 || span / high < rule.saturation || high !== g) return false
    const hue = 120 + (60 * (b - r)) / span
    return hue >= rule.fromHue && hue <= rule.toHue
  }
  const isGreenColour = (colour: string): boolean => {
    const cached = known.get(colour)
    if (cached !== undefined) return cached
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = 'transparent'
    pen.fillStyle = colour
    pen.fillRect(0, 0, 1, 1)
    const [r = 0, g = 0, b = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data
    const green = isGreen(r, g, b, alpha)
    known.set(colour, green)
    return green
  }
  const describe = (element: Element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`
  const found: string[] = []
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('[data-sure]') !== null || !element.checkVisibility()) continue
    for (const pseudo of [null, '::before', '::after']) {
      const style = getComputedStyle(element, pseudo)
      if (pseudo !== null && style.content === 'none') continue
      const isShape = element instanceof SVGElement
      const colours = {
        color: style.color,
        background: style.backgroundColor,
        border: style.borderTopWidth === '0px' ? '' : style.borderTopColor,
        fill: isShape ? style.fill : '',
        stroke: isShape ? style.stroke : '',
      }
      for (const [name, colour] of Object.entries(colours))
        if (colour !== '' && isGreenColour(colour))
          found.push(`${describe(element)}${pseudo ?? ''} ${name} ${colour} “${element.textContent?.slice(0, 40)}”`)
    }
    if (element instanceof HTMLCanvasElement && hasGreenPixel(element)) found.push(`${describe(element)} pixels`)
  }
  return found

  function hasGreenPixel(canvas: HTMLCanvasElement): boolean {
    if (canvas.width === 0 || canvas.height === 0) return false
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    for (let at = 0; at < data.length; at += 4 * rule.pixelStep)
      if (isGreen(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0)) return true
    return false
  }
}
