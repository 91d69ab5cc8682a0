import type { Live } from '../live/startLive.ts'
import { startPaintReports } from '../live/startPaintReports.ts'

/** Reports how long events took to the screen; loaded after the first screen. */
export const reportPaints = (page: Window & typeof globalThis, live: Live): (() => void) =>
  startPaintReports({
    live,
    monotonic: () => page.performance.now(),
    isHidden: () => page.document.visibilityState === 'hidden',
    onPainted: (run) =>
      void page.requestAnimationFrame(() => {
        // A message posted before the frame is drawn is delivered after it.
        const { port1, port2 } = new page.MessageChannel()
        port1.onmessage = () => {
          port1.close()
          run()
        }
        port2.postMessage(undefined)
      }),
    onHidden: (run) => {
      const listener = () => page.document.visibilityState === 'hidden' && run()
      page.document.addEventListener('visibilitychange', listener)
      return () => page.document.removeEventListener('visibilitychange', listener)
    },
  })
